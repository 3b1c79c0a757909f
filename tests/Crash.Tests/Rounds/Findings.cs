using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>What the client was promised beside what the journal holds.</summary>
/// <param name="Lost">Acknowledged, and not there.</param>
/// <param name="Twice">There more than once.</param>
/// <param name="Changed">There, but not as it was answered.</param>
/// <param name="Gaps">Accounts whose sequence is not 1, 2, 3…</param>
public sealed record Findings(
    int Recorded, IReadOnlyList<string> Lost, IReadOnlyList<string> Twice, IReadOnlyList<string> Changed,
    IReadOnlyList<string> Gaps)
{
    public static Findings Of(IReadOnlyList<Acknowledged> acknowledged, RecordedJournal journal)
    {
        var recorded = (
            from account in journal.Accounts
            from entry in account.Entries
            select (Account: account, Entry: entry)).ToLookup(
                one => one.Account.Identity(one.Entry),
                one => AnswerOf(one.Account, one.Entry.Inputs.Sequence, one.Entry.Decision));
        var known = acknowledged.Where(answer => recorded.Contains(answer.Identity)).ToList();
        return new Findings(
            recorded.Sum(entry => entry.Count()),
            [.. acknowledged.Where(answer => !recorded.Contains(answer.Identity)).Select(answer => answer.Identity)],
            [.. recorded.Where(entry => entry.Count() > 1).Select(entry => entry.Key)],
            [.. known.Where(Changed).Select(answer => answer.Identity)],
            [.. journal.Accounts.Where(HasGap).Select(account => account.Account)]);

        bool Changed(Acknowledged answer) => !recorded[answer.Identity].Contains(AnswerOf(answer));
    }

    private static bool HasGap(RecordedAccount account) =>
        !account.Entries.Select(entry => entry.Inputs.Sequence)
            .SequenceEqual(Enumerable.Range(1, account.Entries.Count()).Select(number => (long)number));

    private static (string, string, string) AnswerOf(RecordedAccount account, long sequence, in Decision decision) => (
        Contract.Ids.Decision(account.Key.ToString(), sequence), decision.Outcome.ToString().ToLowerInvariant(),
        decision.Anomaly.Score.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static (string, string, string) AnswerOf(Acknowledged answer) =>
        (answer.Decision, answer.Outcome, answer.Score);
}
