using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Cases;

/// <summary>Lines of the contract beside the tests: one account's year, as files that went wrong once had it.</summary>
internal sealed class CaseFile
{
    private const long DayMs = Some.Day;

    private CaseFile(IReadOnlyList<Transaction> lines) => Lines = lines;

    public IReadOnlyList<Transaction> Lines { get; }

    public static CaseFile Read(string folder, string name) => new(
        [.. File.ReadLines(Path.Combine(Path.GetDirectoryName(Here())!, folder, name + ".ndjson")).Select(Line)]);

    /// <summary>The account behind all lines before a day, as scoring version 4 has it.</summary>
    public Account Before(int day)
    {
        var account = new Account(Lines[0].Currency.Code, scoringVersion: ScoringVersions.Four);
        foreach (var line in Lines.Where(line => line.At / DayMs < day))
        {
            account.Assess(line, line.Counterparty is null
                ? 0
                : Some.Identity(line.Counterparty, TransactionStatus.Booked));
        }

        return account;
    }

    public CreditAssessment Assessed(int day) =>
        CreditAssessment.Of(ScoringVersions.Four, Before(day).State, day, CreditRequest.None, null);

    /// <summary>The first of each month in which a line lies.</summary>
    public IEnumerable<int> FirstDays() => Lines.Select(static line => FirstOf(line.At / DayMs)).Distinct();

    public int LastDay => (int)(Lines[^1].At / DayMs);

    /// <summary>What came in within a month, counted as months are.</summary>
    public long CameIn(int month) => Lines
        .Where(line => line.Direction == Direction.Credit && CivilDate.Month((int)(line.At / DayMs)) == month)
        .Sum(static line => line.AmountMinor);

    private static int FirstOf(long day) => (int)day - new DateOnly(1970, 1, 1).AddDays((int)day).Day + 1;

    private static Transaction Line(string text)
    {
        using var json = JsonDocument.Parse(text);
        var line = json.RootElement;
        var day = DateOnly.ParseExact(Text(line, "date")!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Some.Transaction(
            Text(line, "id")!, (day.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * DayMs,
            Minor(Text(line, "amount")!),
            Text(line, "direction") == "credit" ? Direction.Credit : Direction.Debit,
            currency: Text(line, "currency")!, channel: null, balance: Minor(Text(line, "balance")!),
            dayOnly: true) with
        {
            Counterparty = Text(line, "counterparty"),
            Description = Text(line, "description"),
        };
    }

    private static long Minor(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    private static string? Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Here([CallerFilePath] string here = "") => here;
}
