using System.IO.Compression;
using System.Text.Json;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Tenants.Tests.Categories;

/// <summary>A line of the lender's sample: what the sample says it is for, and the transaction without that.</summary>
internal sealed record LenderLine(string Account, string Truth, Transaction Transaction, ulong Counterparty)
{
    private const long ZoneMs = 8 * 3_600_000, DayMs = 24 * 3_600_000;

    public static IEnumerable<LenderLine> All()
    {
        var path = Path.Combine(Programs.Repository, "samples", "lender", "transactions.ndjson.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return Read(json.RootElement);
        }
    }

    /// <summary>As an engine in the lender's zone would observe it.</summary>
    public DecisionInputs Inputs(long sequence, byte category) => new()
    {
        Sequence = sequence,
        ArrivedAt = Transaction.At,
        CivilDay = (int)((Transaction.At + ZoneMs) / DayMs),
        OffsetMinutes = 480,
        Identity = (ulong)sequence << 3,
        Content = (ulong)sequence,
        Counterparty = Counterparty,
        PopulationVersion = 0,
        PolicyVersion = 1,
        Category = category,
        CategoryRulesVersion = 1,
    };

    private static LenderLine Read(JsonElement line)
    {
        string Text(string name) => line.GetProperty(name).GetString()!;
        var (account, payee) = (Text("account"), Text("counterparty"));
        var transaction = Some.Transaction(
            $"{account}-{Text("id")}", line.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds(),
            decimal.Parse(Text("amount"), System.Globalization.CultureInfo.InvariantCulture),
            Text("direction") == "credit" ? Direction.Credit : Direction.Debit,
            line.TryGetProperty("status", out _) ? TransactionStatus.Authorised : TransactionStatus.Booked, payee);
        var party = StateHash.Of(System.Text.Encoding.UTF8.GetBytes(payee));
        return new LenderLine(account, Text("category"), transaction, party);
    }
}
