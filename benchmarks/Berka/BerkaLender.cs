using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRisk.Benchmarks.Http;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Models;
using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Benchmarks.Berka;

/// <summary>
/// A lender on a host as users run it, whose accounts are in crowns and whose card one admin uploads and another
/// approves.
/// </summary>
internal sealed class BerkaLender : IEdge, IAsyncDisposable
{
    private readonly ServingProcess _serving;
    private readonly string _runner;

    private BerkaLender(ServingProcess serving, string folder, int? databaseServer) =>
        (_serving, _runner, DatabaseServer) = (serving, folder, databaseServer);

    public IReadOnlyList<Uri> Http2Urls => [_serving.Http2Url];

    public Uri Http2Url => _serving.Http2Url;

    public string Key { get; private set; } = "";

    public TimeSpan Processor => _serving.Processor;

    public int? DatabaseServer { get; }

    public static async Task<BerkaLender> Start(BenchDatabase database, string card)
    {
        var program = Programs.Beside("OrleansRisk.Host", "orleansrisk");
        var folder = Directory.CreateTempSubdirectory("risk-berka-").FullName;
        string[] common = ["--database", database.Administrator, "--keyfile", Path.Combine(folder, "kek")];
        var operatorKey = await BenchTenant.OperatorKey(program, common);
        var server = await Processors.ServerOf(database);
        var lender = new BerkaLender(await ServingProcess.Start(program, common), folder, server);
        var made = await lender.Post(
            operatorKey, Routes.Tenants,
            new TenantRequest { Name = "berka", Currency = "CZK", Zone = "UTC", RetentionMonths = 120 },
            ContractJson.Default.TenantRequest, ContractJson.Default.TenantBody);
        await lender.Activate(operatorKey, made.Tenant, card);
        lender.Key = await lender.IssueKey(
            operatorKey, made.Tenant, RoleNames.Ingest, RoleNames.History, RoleNames.Read);
        return lender;
    }

    public async ValueTask DisposeAsync()
    {
        await _serving.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    private async Task Activate(string operatorKey, string tenant, string card)
    {
        var (one, two) = (
            await IssueKey(operatorKey, tenant, RoleNames.Admin), await IssueKey(operatorKey, tenant, RoleNames.Admin));
        var kept = await Post(
            one, Routes.Models, new ModelRequest { Owner = "bench", Purpose = "loans of Berka", File = card },
            ContractJson.Default.ModelRequest, ContractJson.Default.ModelBody);
        using var http = Client(two);
        using var approved = await http.PostAsync(
            new Uri($"{Routes.Models}/{kept.Hash}/approval", UriKind.Relative), null);
        approved.EnsureSuccessStatusCode();
        await Post(
            one, Routes.ModelDeployments, new ModelDeploymentRequest { Credit = kept.Hash },
            ContractJson.Default.ModelDeploymentRequest,
            ContractJson.Default.ModelDeploymentBody);
    }

    private async Task<string> IssueKey(string operatorKey, string tenant, params string[] roles)
    {
        var key = await Post(
            operatorKey, Routes.ForTenantKeys(tenant), new KeyRequestBody { Label = "bench", Roles = roles },
            ContractJson.Default.KeyRequestBody, ContractJson.Default.KeyBody);
        return key.Secret!;
    }

    private async Task<TOut> Post<TIn, TOut>(
        string key, string path, TIn body, JsonTypeInfo<TIn> takes, JsonTypeInfo<TOut> gives)
    {
        using var http = Client(key);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), JsonContent.Create(body, takes));
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync(gives))!
            : throw new InvalidOperationException($"{path}: {await answer.Content.ReadAsStringAsync()}");
    }

    private HttpClient Client(string key)
    {
        var http = new HttpClient { BaseAddress = _serving.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }
}
