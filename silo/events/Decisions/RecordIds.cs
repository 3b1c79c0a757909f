using System.Diagnostics.CodeAnalysis;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Events.Decisions;

/// <summary>
/// Ids of what an account's records hold: decisions, and the events that they raise. The one place that knows of which
/// incarnation of the database they are.
/// </summary>
internal static class RecordIds
{
    public static string Decision(string accountLetters, long sequence) =>
        Ids.Decision(accountLetters, sequence, Incarnation.Current);

    public static string Event(string accountLetters, long sequence, char type) =>
        Ids.Event(accountLetters, sequence, type, Incarnation.Current);

    /// <summary>
    /// False where it is no decision's id, or one of another incarnation: what it named is not what stands there now.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? decision, out AccountKey account, out long sequence)
    {
        account = default;
        return Ids.TryParseDecision(decision, out var letters, out sequence, out var incarnation)
            && incarnation == Incarnation.Current && AccountKey.TryParse(letters, out account);
    }
}
