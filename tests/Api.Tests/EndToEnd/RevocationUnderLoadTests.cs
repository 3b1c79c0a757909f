using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>A consent is revoked while lines under it, under another one and under none go on coming.</summary>
public sealed class RevocationUnderLoadTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const int Accounts = 4, RoundsBefore = 12, RoundsAfter = 6;
    private static readonly DateTimeOffset Begin = TimeProvider.System.GetUtcNow().AddHours(-9);

    [Fact]
    public async Task Revocation_WhileLinesRun_LeavesAccountsThatNeverSawTheSource()
    {
        var (tenant, client) = await host.Tenant("admin", "ingest", "read");
        await EngineHost.Json(client, HttpMethod.Put, $"/v1/tenants/{tenant}", """{"revoked_data":"take_back"}""");
        var (revoked, kept) = (await Give(client), await Give(client));
        var kin = new Senders(client, revoked, kept);
        var senders = Enumerable.Range(0, Accounts).Select(kin.Run).ToList();

        await kin.Warm.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var answer = await EngineHost.Json(client, HttpMethod.Post, $"/v1/consents/{revoked}/revoke");
        kin.IsRevoked = true;
        await Task.WhenAll(senders);

        Assert.Equal((0, 0), (
            answer.GetProperty("accounts_frozen").GetInt32(), answer.GetProperty("accounts_begun_anew").GetInt32()));
        Assert.True(kin.RefusedAfterwards >= Accounts, "no line came behind the revocation");
        Assert.Empty(kin.TakenAfterwards);
        for (var account = 0; account < Accounts; account++)
        {
            var lines = kin.Lines[account].Where(static line => !line.Id.StartsWith('c')).ToList();
            await client.Send(string.Concat(lines.Select(line => line.Json(kept, $"B-{account}"))));
            var (found, twin) = (await Account(client, $"A-{account}"), await Account(client, $"B-{account}"));
            Assert.Equal(
                lines.Select(static line => line.Id).Order(StringComparer.Ordinal), await Ids(client, found));
            Assert.All(["transactions", "as_of", "balance", "credit"], name => Assert.Equal(
                twin.GetProperty(name).GetRawText(), found.GetProperty(name).GetRawText()));
        }

        var changes = await EngineHost.Json(client, HttpMethod.Get, $"/v1/tenants/{tenant}/changes");
        Assert.Equal("consent_revoked", changes.GetProperty("items")[0].GetProperty("kind").GetString());
    }

    private static async Task<string> Give(HttpClient client) => (await EngineHost.Json(
        client, HttpMethod.Post, "/v1/consents",
        """{"subject":"C-1","to":"2099-01-01T00:00:00Z","purpose":"credit_underwriting"}""", 201))
        .GetProperty("consent").GetString()!;

    private static Task<JsonElement> Account(HttpClient client, string account) => EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts/lookup", $$"""{"account":"{{account}}"}""");

    private static async Task<IEnumerable<string>> Ids(HttpClient client, JsonElement account)
    {
        var page = await EngineHost.Json(
            client, HttpMethod.Get, $"/v1/accounts/{account.GetProperty("account_id")}/transactions?limit=1000");
        return page.GetProperty("items").EnumerateArray()
            .Select(static each => each.GetProperty("transaction").GetProperty("id").GetString()!)
            .Order(StringComparer.Ordinal);
    }

    private sealed record Line(string Id, int Number)
    {
        public string Json(string? consent, string account)
        {
            var at = Begin.AddSeconds(Number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var under = consent is null ? "" : $",\"consent\":\"{consent}\"";
            var (amount, direction) = Number % 9 == 0 ? ("3200.00", "credit") : ($"{10 + (Number % 40)}.00", "debit");
            return $"{{\"id\":\"{Id}\",\"account\":\"{account}\",\"at\":\"{at}\",\"amount\":\"{amount}\","
                + $"\"currency\":\"MYR\",\"direction\":\"{direction}\","
                + $"\"counterparty\":\"Kedai {Number % 5}\"{under}}}\n";
        }
    }

    /// <summary>One sender an account: lines c of the revoked consent, k of the other, f of none.</summary>
    private sealed class Senders(HttpClient client, string revoked, string kept)
    {
        private int _warm;
        private int _refused;

        public TaskCompletionSource Warm { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public volatile bool IsRevoked;

        public ConcurrentBag<string> TakenAfterwards { get; } = [];

        public int RefusedAfterwards => _refused;

        public List<Line>[] Lines { get; } = [.. Enumerable.Range(0, Accounts).Select(static _ => new List<Line>())];

        public async Task Run(int account)
        {
            for (var (round, left) = (0, RoundsAfter); left > 0; round++)
            {
                var behind = IsRevoked;
                Line[] lines = [.. "cfk".Select((kind, i) => new Line($"{kind}-{round}", (3 * round) + i))];
                var answers = await client.Send(string.Concat(lines.Select(line => line.Json(
                    line.Id[0] switch { 'c' => revoked, 'k' => kept, _ => null }, $"A-{account}"))));
                for (var i = 0; i < lines.Length; i++)
                {
                    Take(account, lines[i], answers[i], behind);
                }

                left -= behind ? 1 : 0;
                if (round == RoundsBefore && Interlocked.Increment(ref _warm) == Accounts)
                {
                    Warm.SetResult();
                }
            }
        }

        private void Take(int account, Line line, JsonElement answer, bool behind)
        {
            var refused = answer.TryGetProperty("error", out var error);
            if (refused)
            {
                Assert.Equal("consent_revoked", error.GetProperty("code").GetString());
                Assert.StartsWith("c", line.Id, StringComparison.Ordinal);
                Interlocked.Increment(ref _refused);
                return;
            }

            Lines[account].Add(line);
            if (behind && line.Id[0] == 'c')
            {
                TakenAfterwards.Add(line.Id);
            }
        }
    }
}
