using System.Text;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary>
/// The features of loans on their day, measured by core on the very state that the product would hold: each account's
/// transactions before that day, folded as history.
/// </summary>
internal static class LoanRows
{
    private const long DayMs = 86_400_000;
    private static readonly ReferenceTables Tables = new(PopulationTable.Shipped, Policy.Standard);

    public static MeasuredLoan[] Measure(
        IReadOnlyList<Loan> loans, IReadOnlyList<(string Account, Transaction Transaction)> transactions)
    {
        var accounts = transactions.ToLookup(
            static each => each.Account, static each => each.Transaction, StringComparer.Ordinal);
        var rows = new MeasuredLoan[loans.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var loan = loans[i];
            var state = Fold(accounts[loan.Account].Where(each => each.At < loan.Day * DayMs));
            var request = new CreditRequest(loan.AmountMinor, loan.InstalmentMinor, loan.Months, loan.Holders);
            Assessment.MeasureCredit(ScoringVersions.Newest, state, loan.Day, request, out var row);
            rows[i] = new MeasuredLoan(row, HistoryNeed.KnownOf(state, loan.Day));
        }

        return rows;
    }

    private static byte[] Fold(IEnumerable<Transaction> transactions)
    {
        var state = new byte[AccountState.Size];
        long sequence = 0;
        foreach (var transaction in transactions)
        {
            if (sequence == 0)
            {
                AccountState.Initialize(state, transaction.Currency.Number, openedDay: 0);
            }

            var inputs = Observe(transaction, ++sequence);
            Assessment.Assess(ScoringVersions.Newest, state, transaction, inputs, Tables, out _);
        }

        return sequence > 0 ? state : throw new InputException("A loan's account has no transaction before it.");
    }

    /// <summary>What an engine would observe of a transaction whose day alone is known.</summary>
    private static DecisionInputs Observe(Transaction transaction, long sequence) => new()
    {
        Sequence = sequence,
        ArrivedAt = transaction.At,
        CivilDay = (int)(transaction.At / DayMs),
        OffsetMinutes = 0,
        Identity = (Hash(transaction.Id) & ~7UL) | (ulong)transaction.Status,
        Content = Hash(transaction.Id),
        Counterparty = transaction.Counterparty is { } name ? Hash(name) : 0,
        PopulationVersion = Tables.Population.Version,
        PolicyVersion = Tables.Policy.Version,
        History = true,
    };

    private static ulong Hash(string text) => StateHash.Of(Encoding.UTF8.GetBytes(text));
}
