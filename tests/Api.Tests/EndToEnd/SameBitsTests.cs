using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Running;
using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// What trainers measure is what tenants get: rows sent over HTTP to a host with its database, and the same rows
/// through the pass that models are trained and judged on. No counterparty is stated, for what is published of one
/// depends on the hour, and the tenant's hash of it on its keys.
/// </summary>
public sealed class SameBitsTests(EngineHost host) : IClassFixture<EngineHost>, IDisposable
{
    private const int Rows = 1_000;
    private const int Accounts = 25;
    private static readonly string[] Channels = ["pos", "online", "atm", "transfer"];
    private static readonly string[] Countries = ["MY", "MY", "MY", "SG", "TH"];
    private static readonly int[] Groups = [5411, 5812, 6011, 7995];

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Rows_OverHttpAndByTheTrainersPass_ComeOutTheSameToTheBit()
    {
        var rows = Drawn().ToList();
        var made = await EngineHost.Json(
            host.Operator, HttpMethod.Post, "/v1/tenants", """{"name":"same-bits","zone":"UTC"}""");
        using var client = host.Client(await host.Key(made.GetProperty("tenant").GetString()!, "ingest"));
        var answers = await client.Send(string.Concat(rows.Select(static row => row.Json + "\n")));

        var expected = await Passed(rows);
        Assert.Equal(Rows, answers[^1].GetProperty("scored").GetInt32());
        var decisions = answers.Where(static answer => answer.TryGetProperty("decision", out _)).ToList();
        Assert.Equal(Rows, decisions.Count);
        for (var i = 0; i < Rows; i++)
        {
            Assert.Equal($"T-{i} {Said(expected[i])}", $"T-{i} {Said(decisions[i])}");
        }

        Assert.True(expected.Select(static decision => decision.Anomaly.Score).Distinct().Count() > 200);
        Assert.Contains(expected, static decision => decision.Outcome != Outcome.Approve);
    }

    [Fact]
    public async Task Journal_Exported_IsTheRowsThatWereSentWithTheirLabels()
    {
        var rows = Drawn().ToList();
        var (tenant, client) = await host.Tenant("ingest");
        using var lender = client;
        await lender.Send(string.Concat(rows.Select(static row => row.Json + "\n")));
        await Label(lender, "T-7", rows[7].Csv, "fraud");
        await Label(lender, "T-8", rows[8].Csv, "genuine");
        File.Delete(_file);
        var engine = host.Services.GetRequiredService<NodeEngine>();

        var number = new TenantId(int.Parse(tenant["ten_".Length..], CultureInfo.InvariantCulture));
        Assert.Equal(Rows, await ExportCommand.Write(engine.Export, number, _file, default));

        var (sent, kept) = (await Read(rows), await LabelledFile.Read(_file));
        Assert.Equal(sent.Select(Bare).Order(), kept.Select(Bare).Order());
        Assert.Equal(rows[7].Csv.Split(',')[2], Assert.Single(kept, static row => row.Fraud) is var fraud
            ? DateTimeOffset.FromUnixTimeMilliseconds(fraud.Transaction.At).ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null);
        Assert.Equal(2, kept.Count(static row => row.LabelledAt is not null));
        var text = await File.ReadAllTextAsync(_file);
        Assert.DoesNotContain("A-1,", text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => ExportCommand.Write(engine.Export, number, _file, default));
    }

    [Fact]
    public async Task Journal_WithARecordThatDoesNotOpen_IsNotExported()
    {
        var (tenant, client) = await host.Tenant("ingest");
        using var lender = client;
        await lender.Send(string.Concat(Drawn().Take(20).Select(static row => row.Json + "\n")));
        var number = new TenantId(int.Parse(tenant["ten_".Length..], CultureInfo.InvariantCulture));
        await host.Database.Execute(
            "update risk.journal set sealed = set_byte(sealed, 80, get_byte(sealed, 80) # 1) where ctid = (select ctid "
            + $"from risk.journal where tenant = {number.Value} limit 1) and tenant = {number.Value}");
        File.Delete(_file);

        var engine = host.Services.GetRequiredService<NodeEngine>();
        await Assert.ThrowsAsync<InvalidDataException>(
            () => ExportCommand.Write(engine.Export, number, _file, default));

        Assert.False(File.Exists(_file));
    }

    /// <summary>A row without account, transaction and device, which are exported under other names.</summary>
    private static string Bare(LabelledTransaction row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Transaction.At} {row.Transaction.Direction} {row.Transaction.AmountMinor} "
        + $"{row.Transaction.Currency.Code} {row.Transaction.Channel} {row.Transaction.Country} {row.Transaction.Mcc}");

    private static Task<JsonElement> Label(HttpClient lender, string transaction, string row, string label) =>
        EngineHost.Json(lender, HttpMethod.Post, "/v1/labels",
        $$"""
        {"account":"{{row.Split(',')[0]}}","transaction":"{{transaction}}","label":"{{label}}","source":"analyst"}
        """);

    private static IEnumerable<(string Json, string Csv)> Drawn()
    {
        var random = new Random(1_000);
        var at = TimeProvider.System.GetUtcNow().AddDays(-12);
        for (var i = 0; i < Rows; i++)
        {
            at = at.AddSeconds(random.Next(30, 1_800));
            var (account, coming) = (random.Next(Accounts), random.Next(9) == 0);
            var size = Math.Exp(2 + (random.NextDouble() * 3) + (random.Next(40) == 0 ? 4 : 0));
            var amount = size.ToString("0.00", CultureInfo.InvariantCulture);
            var (channel, country) = (Channels[random.Next(4)], Countries[random.Next(5)]);
            var (direction, group) = (coming ? "credit" : "debit", Groups[random.Next(4)]);
            var when = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var device = random.Next(4);
            yield return (
                $$"""
                {"id":"T-{{i}}","account":"A-{{account}}","at":"{{when}}","direction":"{{direction}}",
                "amount":"{{amount}}","currency":"MYR","channel":"{{channel}}","country":"{{country}}",
                "device":"D{{device}}","mcc":"{{group}}"}
                """.ReplaceLineEndings(""),
                $"A-{account},T-{i},{when},{direction},{amount},MYR,{channel},{country},D{device},{group}");
        }
    }

    private static async Task<IReadOnlyList<LabelledTransaction>> Read(List<(string Json, string Csv)> rows)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, rows.Select(static row => row.Csv).Prepend(
            "account,id,at,direction,amount,currency,channel,country,device,mcc"));
        try
        {
            return await LabelledFile.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<List<Decision>> Passed(List<(string Json, string Csv)> rows)
    {
        var decisions = new List<Decision>();
        var pass = new ArrivalPass(TimeSpan.FromDays(7)) { Decided = (_, decision) => decisions.Add(decision) };
        Assert.Empty(pass.Run(await Read(rows), new DayRange(int.MaxValue - 1, 1)).ToList());
        return decisions;
    }

    private static string Said(in Decision decision)
    {
        var (anomaly, credit) = (decision.Anomaly, decision.Credit);
        var reasons = Enumerable.Range(0, anomaly.ReasonCount).Select(i =>
            $"{Names.Of(anomaly.Reasons[i].Code)} {ReasonTexts.Value(anomaly.Reasons[i], Ringgit)} "
                + $"{ReasonTexts.Usual(anomaly.Reasons[i], Ringgit)} {anomaly.Reasons[i].Points}");
        return string.Create(CultureInfo.InvariantCulture,
            $"{Names.Of(decision.Outcome)} {anomaly.Score} {Bits(anomaly.AlertRate)} {anomaly.History} "
            + $"[{string.Join("; ", reasons)}] {Names.Of(credit.State)}");
    }

    private static string Said(JsonElement answer)
    {
        var anomaly = answer.GetProperty("anomaly");
        var reasons = anomaly.GetProperty("reasons").EnumerateArray().Select(static reason =>
            $"{reason.GetProperty("code")} {reason.GetProperty("value")} {reason.GetProperty("usual")} "
                + $"{reason.GetProperty("points")}");
        return string.Create(CultureInfo.InvariantCulture,
            $"{answer.GetProperty("outcome")} {anomaly.GetProperty("score")} "
            + $"{Bits(anomaly.GetProperty("alert_rate").GetDouble())} {anomaly.GetProperty("history")} "
            + $"[{string.Join("; ", reasons)}] {answer.GetProperty("credit").GetProperty("state")}");
    }

    private static Currency Ringgit => Currency.FromNumber(458);

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
