using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Crash.Tests.Servers;
using Xunit;

namespace OrleansRisk.Crash.Tests;

/// <summary>A customer who is paid and spends: days of history, a live line, and what the account shows.</summary>
internal static class PaidAccount
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static async Task<AccountBody> Account(Deployment deployment, string account)
    {
        using var client = deployment.Client();
        return await client.Accounts.LookupAsync(account);
    }

    public static async Task<string> Send(Deployment deployment, string lines, string query)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{deployment.Host.Port}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", deployment.Key);
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync(new Uri("/v1/transactions" + query, UriKind.Relative), content);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"end\":true", said, StringComparison.Ordinal);
        Assert.Contains("\"refused\":0", said, StringComparison.Ordinal);
        Assert.Contains("\"not_recorded\":0", said, StringComparison.Ordinal);
        return said;
    }

    public static string History(string account, int count, bool backwards = false)
    {
        var rows = Enumerable.Range(0, count).Select(i => Line(
            account, $"row-{i}", Now.AddDays(i - count - 1), i % 20 == 0 ? "3200.00" : $"{10 + (i % 13)}.00",
            i % 20 == 0 ? "credit" : "debit"));
        return string.Concat(backwards ? rows.Reverse() : rows);
    }

    public static string Live(string account) => Line(account, "live", Now.AddHours(-1), "5.00", "debit");

    private static string Line(string account, string id, DateTimeOffset at, string amount, string direction) =>
        $"{{\"id\":\"{id}\",\"account\":\"{account}\",\"at\":\"{at.ToString("o", CultureInfo.InvariantCulture)}\","
        + $"\"amount\":\"{amount}\",\"currency\":\"MYR\",\"direction\":\"{direction}\",\"balance\":\"{amount}\","
        + $"\"counterparty\":\"{(direction == "credit" ? "ACME" : "Kedai")}\"}}\n";
}
