using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace OrleansRisk.Tests.Support;

/// <summary>
/// The host as it is built for users, alone, in a process of its own, over a migrated database. What it says on
/// standard output are its logs.
/// </summary>
public sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource<(Uri, Uri)> _listening = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => _process = process;

    /// <summary>Lines of its log, as they were written.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>What it printed for people.</summary>
    public string Said => string.Join('\n', _said);

    public Uri Http1 => _listening.Task.Result.Item1;

    public Uri Http2 => _listening.Task.Result.Item2;

    /// <summary>The operator key that a fresh installation prints, once; later ones are told it.</summary>
    public string OperatorKey
    {
        get => field ?? Key().Match(Said).Value;
        set;
    }

    /// <summary>The most memory it has held since it started, or since <see cref="ForgetPeak"/>.</summary>
    public long PeakBytes =>
        1_024 * long.Parse(Peak().Match(File.ReadAllText($"/proc/{_process.Id}/status")).Groups[1].Value,
            CultureInfo.InvariantCulture);

    /// <summary>Starts it as the four roles of a database and waits until it listens.</summary>
    public static Task<HostProcess> Start(TestDatabase database, string keyFile, params string[] settings) =>
        Start(database, keyFile, new Dictionary<string, string>(), settings);

    /// <param name="database">Whose roles it takes.</param>
    /// <param name="keyFile">Of its vault.</param>
    /// <param name="environment">Variables of the process, on top of those it inherits.</param>
    /// <param name="settings">On top of roles and key.</param>
    public static Task<HostProcess> Start(
        TestDatabase database, string keyFile, IReadOnlyDictionary<string, string> environment,
        params string[] settings) => Start(
    [
        "--writer", database.Writer, "--reader", database.Reader, "--projector", database.Projector,
        "--operator", database.Operator, "--keyfile", keyFile, .. settings,
    ], environment);

    /// <summary>Starts it with these settings; it takes free ports unless they name some.</summary>
    public static Task<HostProcess> Start(params string[] settings) =>
        Start(settings, new Dictionary<string, string>());

    private static async Task<HostProcess> Start(
        string[] settings, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(
            Programs.Find("OrleansRisk.Host", "orleansrisk"), ["serve", "--port=0", "--http2port=0", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("RISK_DATABASE");
        start.Environment.Remove("RISK_KEYFILE");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var host = new HostProcess(Process.Start(start)!);
        host.Listen();
        var ended = host._process.WaitForExitAsync();
        return await Task.WhenAny(host._listening.Task, ended).WaitAsync(Patience) != ended
            ? host
            : throw new InvalidOperationException($"the host did not start:\n{host.Said}");
    }

    /// <summary>A new tenant; gives its id and a key of it with these roles.</summary>
    public async Task<(string Tenant, string Key)> Tenant(params string[] roles)
    {
        using var operators = Client(OperatorKey);
        var tenant = await Post(operators, "/v1/tenants", $$"""{"name":"t-{{Guid.NewGuid():n}}"}""");
        var id = tenant.GetProperty("tenant").GetString()!;
        var words = string.Join(',', roles.Select(role => $"\"{role}\""));
        var key = await Post(operators, $"/v1/tenants/{id}/keys", $$"""{"label":"test","roles":[{{words}}]}""");
        return (id, key.GetProperty("secret").GetString()!);
    }

    /// <summary>A client of HTTP/1.1 with a key.</summary>
    public HttpClient Client(string key) => new()
    {
        BaseAddress = Http1,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    /// <summary>SIGKILL: it gets no chance to finish anything.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it finishes what it has begun. Its exit code.</summary>
    public async Task<int> Stop()
    {
        using var telling = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        await telling.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => Hear(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string line)
    {
        _said.Enqueue(line);
        if (Addresses().Match(line) is { Success: true } found)
        {
            _listening.TrySetResult((new Uri(found.Groups[1].Value), new Uri(found.Groups[2].Value)));
        }
    }

    [GeneratedRegex("HTTP/1.1 at (http://[^, ]+), HTTP/2 at (http://[^ ]+)")]
    private static partial Regex Addresses();

    [GeneratedRegex("ork_[a-z0-9]+_[A-Za-z0-9]+_[A-Za-z0-9]+")]
    private static partial Regex Key();

    [GeneratedRegex(@"VmHWM:\s+([0-9]+) kB")]
    private static partial Regex Peak();
}
