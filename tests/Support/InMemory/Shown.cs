using System.Buffers;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>Decisions and summaries as text that is equal exactly where every bit is.</summary>
internal static class Shown
{
    public static string Entry(DecidedTransaction entry) => Answer(entry.Answer)
        + Body(new AssessedEntry(entry.Transaction, entry.Inputs, entry.Decision));

    public static string Answer(DecisionAnswer answer) => $"{answer.Account}|{answer.Zone}|{answer.ScoringVersion}|"
        + Body(new AssessedEntry(
            OrleansRisk.Tests.Support.Some.Transaction("shown"), answer.Inputs, answer.Decision));

    public static string Answer(Answer answer) => answer switch
    {
        Answer.Decided decided => Answer(decided.Entry),
        Answer.Conflict conflict => "conflict " + string.Join(',', conflict.Fields),
        Answer.Refused refused => $"refused {refused.Code} {refused.Field}",
        _ => "?",
    };

    public static string Summary(AccountSummary summary) =>
        $"{summary.Sequence}|{summary.Transactions}|{summary.AsOf}|{summary.BalanceMinor}|{summary.BalanceKnown}|"
        + Body(new AssessedEntry(
            OrleansRisk.Tests.Support.Some.Transaction("shown"),
            new Core.Observations.DecisionInputs
            {
                Sequence = 1,
                ArrivedAt = 0,
                CivilDay = 0,
                OffsetMinutes = 0,
                Identity = 0,
                Content = 0,
                PopulationVersion = 0,
                PolicyVersion = 0,
            },
            new Decision { Anomaly = summary.LastAnomaly, Credit = summary.Credit }));

    private static string Body(AssessedEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        PayloadCodec.Write(bytes, new TransactionsAssessed(null, default, [entry]));
        return Convert.ToHexString(bytes.WrittenSpan);
    }
}
