using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Counterfactuals;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Queries;

internal sealed partial class AccountQueries
{
    /// <summary>
    /// What would have had to be otherwise for a milder outcome, or for a better score of a loan: searched on the state
    /// that the journal held then, with the tables that counted then.
    /// </summary>
    public ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(
        CounterfactualQuery query, CancellationToken cancel) => Read(
        (account, session) => Counterfactual(account, session, query, cancel), cancel);

    private async ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(
        ResidentAccount account, ISealingSession session, CounterfactualQuery query, CancellationToken cancel)
    {
        if (query.Sequence < (query.Loan is null ? 1 : 0) || query.Sequence > account.Sequence)
        {
            return new Failure.NotFound();
        }

        if ((await residency.StandingOf(account, session)).IsTakenBack(query.Sequence))
        {
            return TakenBack;
        }

        var records = await services.Stores.Reader.FromBase(
            residency.Tenant, residency.Key, Math.Max(query.Sequence, 1), cancel);
        if (records.Count == 0 || records[^1].LastSequence < query.Sequence)
        {
            return new Failure.Expired();
        }

        var buffer = services.Runtime.Buffers.Rent();
        try
        {
            var rehydration =
                new AccountRehydration(residency.Tenant, residency.Key, session, services.Published, buffer);
            var answer = query.Loan is { } loan
                ? await OfLoan(rehydration, records, query.Sequence, loan, cancel)
                : await OfDecision(rehydration, records, query.Sequence, cancel);
            return answer is null ? new Failure.NotFound() : answer;
        }
        finally
        {
            services.Runtime.Buffers.Return(buffer);
        }
    }

    private static async ValueTask<CounterfactualAnswer?> OfDecision(
        AccountRehydration rehydration, IReadOnlyList<JournalRecord> records, long sequence, CancellationToken cancel)
    {
        await AccountPast.ApplyThrough(rehydration, records, sequence - 1, cancel);
        var entry = (rehydration.Open(records[^1]) as TransactionsAssessed)?.Entries.FirstOrDefault(
            each => each.Inputs.Sequence == sequence);
        if (entry is null)
        {
            return null; // a label or another event has this number
        }

        var made = entry.Decision;
        if (made.Outcome is Outcome.None or Outcome.Approve)
        {
            var word = made.Outcome == Outcome.None ? CounterfactualWord.NoOutcome : CounterfactualWord.AlreadyThere;
            return new CounterfactualAnswer(word, null, made.Anomaly.Score, made.Outcome, Currency(entry));
        }

        var tables = await rehydration.TablesOf(entry.Inputs, cancel);
        var change = LowerAmount.Find(
            records[^1].ScoringVersion, rehydration.State, entry.Transaction, entry.Inputs, tables);
        return new CounterfactualAnswer(
            change is null ? CounterfactualWord.OutOfReach : CounterfactualWord.Found, change, made.Anomaly.Score,
            made.Outcome, Currency(entry));
    }

    private static async ValueTask<CounterfactualAnswer?> OfLoan(
        AccountRehydration rehydration, IReadOnlyList<JournalRecord> records, long sequence, AssessedLoan loan,
        CancellationToken cancel)
    {
        await AccountPast.ApplyThrough(rehydration, records, sequence, cancel);
        if (await rehydration.ModelDeployment(loan.ModelDeployment, cancel) is not { Credit: { } named })
        {
            return Without(CounterfactualWord.NotCalibrated, null, loan);
        }

        var request = new CreditRequest(
            loan.Amount, loan.Instalment, loan.Months, loan.Holders == 0 ? double.NaN : loan.Holders);
        Assessment.MeasureCredit(
            Math.Max(rehydration.Version, (ushort)1), rehydration.State, loan.Day, request, out var row);
        var score = CreditModel.Points(named.Card.LogOdds(row));
        if (rehydration.StateHash != loan.StateHash || score >= loan.Target)
        {
            var word = rehydration.StateHash != loan.StateHash
                ? CounterfactualWord.NotReproduced : CounterfactualWord.AlreadyThere;
            return Without(word, score, loan);
        }

        return SafestChange.Find(named.Card, row, loan.Target) is { } change
            ? new CounterfactualAnswer(CounterfactualWord.Found, change, score, Outcome.None, loan.CurrencyNumber)
            : Without(CounterfactualWord.OutOfReach, score, loan);
    }

    private static CounterfactualAnswer Without(CounterfactualWord word, int? score, AssessedLoan loan) =>
        new(word, null, score, Outcome.None, loan.CurrencyNumber);

    private static ushort Currency(AssessedEntry entry) => entry.Transaction.Currency.Number;
}
