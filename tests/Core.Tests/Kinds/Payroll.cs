using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Kinds;

/// <summary>
/// A year of a household whose feed states no category: a payer, a rent and shops, by names alone, day by day.
/// </summary>
internal sealed class Payroll
{
    private const int FirstDay = 20_393; // 2025-11-01
    private const int Days = 365;
    private long _balance = 90_000;
    private int _made;

    public Account Account { get; init; } = new("USD", scoringVersion: ScoringVersions.Four);

    public string Payer { get; init; } = "ACME MFG";

    public string? Memo { get; init; }

    /// <summary>Whether the balance is stated with each line.</summary>
    public bool StatesBalance { get; init; } = true;

    public static int End => FirstDay + Days;

    /// <summary>The first day of the month that the year ends in.</summary>
    public CreditAssessment Assessed(ushort scoringVersion = ScoringVersions.Four) =>
        CreditAssessment.Of(scoringVersion, Account.State, FirstOfMonth(End), CreditRequest.None, null);

    /// <param name="paid">What comes in on a day; nothing on most.</param>
    public Payroll Live(Func<int, long> paid, int days = Days)
    {
        for (var day = FirstDay; day < FirstDay + days; day++)
        {
            if (paid(day) is > 0 and var amount)
            {
                Line(day, amount, Direction.Credit, Payer, Memo);
            }

            if (DateOf(day).Day == 2)
            {
                Line(day, 80_000, Direction.Debit, "Northside Rentals");
            }

            if (day % 2 == 0)
            {
                Line(day, 2_300 + (day % 7 * 100), Direction.Debit, day % 4 == 0 ? "Corner Store" : "Fresh Mart");
            }
        }

        return this;
    }

    public Decision Line(int day, long amount, Direction direction, string party, string? description = null)
    {
        _balance += direction == Direction.Credit ? amount : -amount;
        var line = Some.Transaction(
            $"K{++_made}", (day * Some.Day) + (10 * Some.Hour), amount, direction, currency: "USD", channel: null,
            dayOnly: true, balance: StatesBalance ? _balance : null) with
        {
            Counterparty = party,
            Description = description,
        };
        return Account.Assess(line, counterparty: Some.Identity(party, TransactionStatus.Booked));
    }

    public static DateOnly DateOf(int day) => new DateOnly(1970, 1, 1).AddDays(day);

    private static int FirstOfMonth(int day) => day - DateOf(day).Day + 1;
}
