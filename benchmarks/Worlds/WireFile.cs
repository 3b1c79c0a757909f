using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>A transaction as a lender sends it, and what an engine in the lender's zone would know beside it.</summary>
/// <param name="Id">The lender's own id, which counts within its account.</param>
internal sealed record WireLine(
    string Account, string Id, Transaction Transaction, int CivilDay, short OffsetMinutes, ulong Counterparty)
{
    public bool Debit => Transaction.Direction == Direction.Debit;
}

/// <summary>Lines of the contract, as the samples hold them: NDJSON under gzip.</summary>
internal static class WireFile
{
    private const long DayMs = 86_400_000;
    private const long MinuteMs = 60_000;

    /// <param name="left">Fields that are left out, as if the lender did not have them.</param>
    /// <param name="words">What the lender's map makes of its own words for a category.</param>
    public static IReadOnlyList<WireLine> Read(string path, LeftOut left, IReadOnlyDictionary<string, string> words)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var lines = new List<WireLine>();
        while (reader.ReadLine() is { } text)
        {
            using var json = JsonDocument.Parse(text);
            lines.Add(Read(json.RootElement, left, words));
        }

        return lines;
    }

    private static WireLine Read(JsonElement json, LeftOut left, IReadOnlyDictionary<string, string> words)
    {
        var (account, id) = (Text(json, "account")!, Text(json, "id")!);
        var (at, offset, dayOnly) = Time(json);
        var name = (left & LeftOut.Names) == 0 ? Text(json, "counterparty") : null;
        var category = (left & LeftOut.Categories) == 0 ? Text(json, "category") : null;
        var mcc = (left & LeftOut.Categories) == 0 ? Text(json, "mcc") : null;
        var transaction = new Transaction
        {
            Id = $"{account}-{id}",
            Status = Text(json, "status") == "authorised" ? TransactionStatus.Authorised : TransactionStatus.Booked,
            At = at,
            DayOnly = dayOnly,
            AmountMinor = Minor(Text(json, "amount")!),
            Currency = Currency.TryParse(Text(json, "currency")!, out var currency)
                ? currency
                : throw new InvalidDataException("a sample has a currency that is none"),
            Direction = Text(json, "direction") == "credit" ? Direction.Credit : Direction.Debit,
            Counterparty = name,
            Category = category is null ? null : words.GetValueOrDefault(category, category),
            Mcc = mcc is null ? 0 : int.Parse(mcc, CultureInfo.InvariantCulture),
            Channel = Text(json, "channel"),
            Country = Text(json, "country"),
            BalanceMinor = (left & LeftOut.Balances) == 0 && Text(json, "balance") is { } balance
                ? Minor(balance)
                : null,
            Device = Text(json, "device"),
            Description = (left & LeftOut.Names) == 0 ? Text(json, "description") : null,
        };
        var day = (int)((at + (offset * MinuteMs)) / DayMs);
        return new WireLine(account, id, transaction, day, offset, name is null ? 0 : Hash(name));
    }

    public static ulong Hash(string text) => StateHash.Of(Encoding.UTF8.GetBytes(text));

    private static (long At, short Offset, bool DayOnly) Time(JsonElement json)
    {
        if (Text(json, "at") is { } text)
        {
            var at = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
            return (at.ToUnixTimeMilliseconds(), (short)at.Offset.TotalMinutes, false);
        }

        var day = DateOnly.ParseExact(Text(json, "date")!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (new DateTimeOffset(day, default, TimeSpan.Zero).ToUnixTimeMilliseconds(), 0, true);
    }

    /// <summary>All currencies of the samples have two decimals.</summary>
    private static long Minor(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>Fields that a lender does not send.</summary>
[Flags]
internal enum LeftOut
{
    Nothing = 0,
    Categories = 1,
    Balances = 2,
    Names = 4,
}
