using System.Text.Json;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>The log of a run, looked through for everything a person could be known by.</summary>
public sealed class SilentLogsTests
{
    private const string Account = "Siti-binti-Rahmat", Counterparty = "KLINIK KANARI", Amount = "7319.42",
        Device = "kanari-telefon-9", Description = "rawatan-rahsia", Transaction = "T-kanari-1",
        Broken = "kanari-rosak";

    [Fact]
    public async Task Logs_OfARunWithGoodBadAndFailingCalls_HoldNothingOfAnyPerson()
    {
        await using var database = await TestDatabase.Create();
        await using var relay = DatabaseRelay.Start(database.Administrator);
        var keyFile = Path.Combine(Path.GetTempPath(), $"risk-logs-{Guid.NewGuid():n}.kek");
        await using var host = await HostProcess.Start(
            "--writer", relay.Through(database.Writer), "--reader", relay.Through(database.Reader),
            "--projector", relay.Through(database.Projector), "--operator", relay.Through(database.Operator),
            "--keyfile", keyFile);
        var key = (await host.Tenant("ingest", "read")).Key;
        using var client = host.Client(key);
        var line = Recent.Line(Transaction, Account, $"\"{Amount}\"")
            .Replace("KEDAI AMAN", Counterparty, StringComparison.Ordinal)[..^1]
            + $",\"device\":\"{Device}\",\"description\":\"{Description}\"}}";
        var answers = await client.Send(
            $"{line}\n{line.Replace("debit", Broken, StringComparison.Ordinal)}\n{{\"{Broken}\n{line[..^9]}\n");
        Assert.Equal(1, answers[^1].GetProperty("scored").GetInt32());
        await Ask(client, "/v1/accounts/lookup", $$"""{"account":"{{Account}}"}""");
        await Ask(client, "/v1/accounts/lookup", $$"""{"account":"{{Account}}""");
        await Ask(client, $"/v1/accounts/{Account}", null);
        await Ask(
            client, "/v1/labels", $$"""{"account":"{{Account}}","transaction":"{{Transaction}}","label":"fraud"}""");

        relay.Refusing = true;
        relay.CutAll(); // and with the database away, which is when logs are written
        await Ask(client, "/v1/transactions", line.Replace(Transaction, Transaction + "2", StringComparison.Ordinal));
        await Ask(client, "/v1/accounts/lookup", $$"""{"account":"{{Account}}"}""");
        relay.Refusing = false;
        Assert.Equal(0, await host.Stop());
        File.Delete(keyFile);

        var written = string.Join('\n', host.Log) + host.Said;
        Assert.Contains("\"level\":\"warning\"", written, StringComparison.Ordinal);
        Assert.All(host.Log.Where(each => each.Length > 0), each => JsonDocument.Parse(each));
        string[] personal =
            [Account, Counterparty, Amount, "731942", Device, Description, Transaction, Broken, key, key.Split('_')[3]];
        Assert.All(personal, each => Assert.DoesNotContain(each, written, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task Ask(HttpClient client, string path, string? body)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path)
        {
            Content = body is null ? null : Wire.Content(body, "application/json"),
        };
        using var response = await client.SendAsync(request);
        _ = await response.Content.ReadAsStringAsync();
    }
}
