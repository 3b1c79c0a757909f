using System.Globalization;
using System.Text.Json;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Loans applied for, accounts that can judge them, and a card to judge by.</summary>
internal static class Loans
{
    public static DateOnly Today { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    /// <summary>A tenant with accounts that have a salary, and a client that may load and ask.</summary>
    public static async Task<(HttpClient Client, string Tenant)> Lender(
        this EngineHost host, params string[] accounts)
    {
        var (tenant, client) = await host.Tenant("ingest", "history", "read");
        var lines = accounts.SelectMany(
            static account => Enumerable.Range(0, 150).SelectMany(day => Day(account, day)));
        var answers = await client.Send(string.Concat(lines), "?mode=history&answers=errors");
        Assert.Equal(0, answers[^1].GetProperty("refused").GetInt32());
        return (client, tenant);
    }

    private static IEnumerable<string> Day(string account, int day)
    {
        var date = Today.AddDays(day - 150);
        if (date.Day == 1)
        {
            yield return Line(account, $"pay-{day}", date, "6000.00", "credit", "salary", "Employer");
            yield return Line(account, $"rent-{day}", date, "1500.00", "debit", "loan_payment", "Bank");
        }

        yield return Line(account, $"food-{day}", date, "35.00", "debit", "groceries", "Kedai");
    }

    public static string Line(
        string account, string id, DateOnly date, string amount, string direction, string category, string party) =>
        "{" + $"""
            "id":"{id}","account":"{account}","date":"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
            """ + $"""
            "amount":"{amount}","currency":"MYR","direction":"{direction}","category":"{category}",
            """ + $"""
            "counterparty":"{party}","balance":"900.00"
            """ + "}\n";

    public static string Of(string account) => $$"""
        {"accounts":["{{account}}"],"currency":"MYR","amount":"12000.00","instalment":"1800.00","months":12}
        """;

    /// <summary>A small card, uploaded by one admin, approved by another, and active; its hash.</summary>
    public static async Task<string> PutUp(this EngineHost host, string tenant)
    {
        using var one = host.Client(await host.Key(tenant, "admin"));
        using var two = host.Client(await host.Key(tenant, "admin"));
        var card = new CreditModel(-2.5,
        [
            new CreditModelTerm(
                FeatureNumber.BalanceLowest90D, CreditModelScale.Logarithm, 1_000, -9, 9, 5, -0.05, 0.1),
            new CreditModelTerm(FeatureNumber.RequestInstalmentShare, CreditModelScale.Linear, 1, 0, 1, 0.1, 2, 0),
        ])
        {
            About = SomeModel.About("MYR"),
        };
        var kept = await EngineHost.Json(one, HttpMethod.Post, "/v1/models", JsonSerializer.Serialize(
            new Dictionary<string, string>
            {
                ["owner"] = "risk team",
                ["purpose"] = "loans",
                ["file"] = CreditModelFile.Write(card),
            }));
        var hash = kept.GetProperty("hash").GetString()!;
        await EngineHost.Json(two, HttpMethod.Post, $"/v1/models/{hash}/approval");
        await EngineHost.Json(one, HttpMethod.Post, "/v1/model-deployments", $$"""{"credit":"{{hash}}"}""");
        return hash;
    }
}
