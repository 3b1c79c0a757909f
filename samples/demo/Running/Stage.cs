using OrleansRisk.Client;
using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Samples.Demo.Running;

/// <summary>
/// Everything the demo sets up: database, folder, ports, the host. All of it goes when the demo does.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly List<RiskClient> _clients = [];

    private Stage(DemoDatabase database, DirectoryInfo folder, int port, int http2Port)
    {
        Database = database;
        Folder = folder;
        Url = new Uri($"http://127.0.0.1:{http2Port}");
        PlainUrl = new Uri($"http://127.0.0.1:{port}");
    }

    public DemoDatabase Database { get; }

    public DirectoryInfo Folder { get; }

    /// <summary>HTTP/2, for the SDK.</summary>
    public Uri Url { get; }

    /// <summary>HTTP/1.1, for curl.</summary>
    public Uri PlainUrl { get; }

    public HostProcess Host { get; private set; } = null!;

    private string OperatorKey { get; set; } = "";

    public static async Task<Stage> SetUp(DemoSettings settings, TimeProvider time)
    {
        var database = await DemoDatabase.Create(settings.Administrator);
        var folder = Directory.CreateTempSubdirectory("orleansrisk-demo-");
        var (port, http2Port) = (HostProcess.FreePort(), HostProcess.FreePort());
        var stage = new Stage(database, folder, port, http2Port);
        var environment = HostSettings.Environment(database.ConnectionString, folder.FullName, port, http2Port);
        stage.Host = new HostProcess(settings.Host, environment, Path.Combine(folder.FullName, "host.log"), time);
        return stage;
    }

    public async Task StartFirst()
    {
        OperatorKey = await HostSettings.Prepare(Host);
        await Start();
    }

    public Task Start() => Host.Start(Url);

    /// <summary>Makes a tenant and a key that may send and read; returns a client with that key.</summary>
    public async Task<(TenantBody Tenant, string Key, RiskClient Client)> Tenant(TenantRequest request)
    {
        using var platform = RiskClient.Connect(Url, OperatorKey);
        var tenant = await platform.Tenants.CreateAsync(request);
        var key = await platform.Keys.CreateAsync(tenant.Tenant, new KeyRequestBody
        {
            Label = "demo",
            Roles = [RoleNames.Ingest, RoleNames.Read],
        });
        var client = RiskClient.Connect(Url, key.Secret!);
        _clients.Add(client);
        return (tenant, key.Secret!, client);
    }

    /// <summary>Makes a tenant with a key for its lender and two that may bring and approve models.</summary>
    public async Task<TenantKeys> TenantWithModels(TenantRequest request)
    {
        var (tenant, _, _) = await Tenant(request);
        return new TenantKeys(
            await Key(tenant, "lender", RoleNames.Ingest, RoleNames.History),
            await Key(tenant, "analyst", RoleNames.Admin), await Key(tenant, "approver", RoleNames.Admin));
    }

    private async Task<RiskClient> Key(TenantBody tenant, string label, params string[] roles)
    {
        using var platform = RiskClient.Connect(Url, OperatorKey);
        var key = await platform.Keys.CreateAsync(tenant.Tenant, new KeyRequestBody { Label = label, Roles = roles });
        var client = RiskClient.Connect(Url, key.Secret!);
        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Host.DisposeAsync();
        await Database.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
