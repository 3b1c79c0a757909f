using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansRisk.Samples.Generator.Load;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Contract;

/// <summary>
/// One stream of the generator, of a fixed seed, sent over eight connections as a lender sends it: each account's
/// lines in order, each connection some accounts, one upload after the other.
/// </summary>
internal sealed class RecordedStream
{
    public const int Accounts = 240, Lines = 4_800, Connections = 8;
    private const int LinesAtOnce = 60;

    private readonly string[][] _byConnection;

    public RecordedStream(string cards)
    {
        using var bytes = new MemoryStream();
        using (var lines = new LoadLines(bytes))
        {
            var start = new DateTimeOffset(TimeProvider.System.GetUtcNow().Date, TimeSpan.Zero).AddDays(-100);
            foreach (var item in LoadStream.Generate(
                CardTemplates.Read(cards), new LoadRequest(Accounts, Lines, Seed: 42, ZipfHalves: 1, Days: 90, start)))
            {
                lines.Write(item);
            }
        }

        var all = Encoding.UTF8.GetString(bytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _byConnection = [.. all.GroupBy(line => Number(line) % Connections).Select(lines => lines.ToArray())];
        Names = [.. all.Select(Account).Distinct()];
        Counterparties = all.Select(line => Text(line, "counterparty")).Distinct().Count();
    }

    /// <summary>The accounts, as the lender calls them.</summary>
    public IReadOnlyList<string> Names { get; }

    public int Counterparties { get; }

    /// <summary>
    /// Sends a part of each connection's lines, by thirds from 0 to 3; the whole answers by transaction.
    /// </summary>
    /// <param name="edges">Taken in turn by each connection.</param>
    /// <param name="key">The lender's.</param>
    /// <param name="from">Third to begin with.</param>
    /// <param name="to">Third before which to end.</param>
    /// <param name="between">Called after each upload.</param>
    public async Task<Dictionary<string, string>> Send(
        IReadOnlyList<Uri> edges, string key, int from, int to, Action between)
    {
        var answers = await Task.WhenAll(_byConnection.Select((lines, connection) => Task.Run(async () =>
        {
            using var http = new HttpClient();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var answered = new List<string>();
            var part = lines[(lines.Length * from / 3)..(lines.Length * to / 3)];
            foreach (var (upload, i) in part.Chunk(LinesAtOnce).Select((upload, i) => (upload, i)))
            {
                var edge = edges[(connection + i) % edges.Count];
                answered.AddRange(await Upload(http, new Uri(edge, "/v1/transactions"), upload));
                between();
            }

            return answered;
        })));
        return answers.SelectMany(each => each).ToDictionary(line => Text(line, "transaction"));
    }

    private static async Task<IEnumerable<string>> Upload(HttpClient http, Uri url, string[] lines)
    {
        using var response = await Post(http, url, string.Join('\n', lines));
        var answers = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var decided = answers.Where(line => line.Contains("\"duplicate\":false", StringComparison.Ordinal)).ToList();
        Assert.True(decided.Count == lines.Length, $"{decided.Count} of {lines.Length} decided: {answers[^1]}");
        return decided.Select(line => line[line.IndexOf(',', StringComparison.Ordinal)..]); // but for the line's number
    }

    /// <summary>A busy machine refuses an upload before it reads a line; it is sent again when it says.</summary>
    private static async Task<HttpResponseMessage> Post(HttpClient http, Uri url, string lines)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            using var body = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
            var response = await http.PostAsync(url, body, limit.Token);
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
            {
                return response.EnsureSuccessStatusCode();
            }

            await Task.Delay(response.Headers.RetryAfter!.Delta!.Value, TimeProvider.System, limit.Token);
            response.Dispose();
        }
    }

    private static int Number(string line) => int.Parse(
        Account(line).AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private static string Account(string line) => Text(line, "account");

    private static string Text(string line, string property) => JsonDocument.Parse(
        line.StartsWith(',') ? "{" + line[1..] : line).RootElement.GetProperty(property).GetString()!;
}
