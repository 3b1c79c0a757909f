using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>
/// Account A-1, whose monthly salary has stopped: the 40th day without it costs points, though nothing comes that day.
/// </summary>
internal static class PaidLife
{
    /// <summary>Paid every 30 days, and for so many days not any more.</summary>
    public static string Lines(int paidDaysAgo = 60, int lastDaysAgo = 60)
    {
        var lines = new List<string>();
        for (var ago = paidDaysAgo + 240; ago >= lastDaysAgo; ago--)
        {
            var at = Ago(ago);
            if (ago >= paidDaysAgo && (ago - paidDaysAgo) % 30 == 0)
            {
                lines.Add(Line($"pay-{ago}", at, "6000.00", "credit", "Employer", "salary"));
            }

            lines.Add(Line($"food-{ago}", at, "35.00", "debit", "Kedai", "groceries"));
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }

    public static string Line(
        string id, string at, string amount, string direction, string counterparty, string category) =>
        JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["id"] = id,
            ["account"] = "A-1",
            ["at"] = at,
            ["amount"] = amount,
            ["currency"] = "MYR",
            ["direction"] = direction,
            ["counterparty"] = counterparty,
            ["category"] = category,
        });

    public static string Ago(int days) => TimeProvider.System.GetUtcNow().AddDays(-days).ToString(
        "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static async Task<int> Credit(HttpClient reader, string account) =>
        (await EngineHost.Json(reader, HttpMethod.Get, $"/v1/accounts/{account}"))
            .GetProperty("credit").GetProperty("score").GetInt32();

    /// <summary>Ends the account's day, as the host's sweep does.</summary>
    public static async Task<DayResult> CloseDay(this EngineHost host, string tenant, string account)
    {
        Assert.True(Ids.TryParseTenant(tenant, out var number));
        Assert.True(Ids.TryParseAccount(account, out var letters));
        Assert.True(AccountKey.TryParse(letters, out var key));
        var caller = new Caller(new TenantId(number), "sweep", Roles.Sweep, "req");
        return (await host.Services.GetRequiredService<IActors>().Account(caller.Tenant, key).CloseDay(caller)).Value;
    }
}
