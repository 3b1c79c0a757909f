using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Golden;

/// <summary>
/// 10,000 decisions of invented households, 32 bytes each: what a scoring version decided when it was written. The
/// states' hashes are among them, so that any bit of a state counts too.
/// </summary>
internal static class GoldenRun
{
    public const int Decisions = 10_000;
    private const int LineSize = 32;

    /// <param name="seen">Each decision, with the state that it left.</param>
    public static byte[] Make(ushort scoringVersion, Action<Decision, byte[]>? seen = null)
    {
        var lines = new byte[Decisions * LineSize];
        var made = 0;
        for (ulong household = 9_001; made < Decisions; household++)
        {
            made = Live(scoringVersion, household, lines, made, seen);
        }

        return lines;
    }

    private static int Live(
        ushort scoringVersion, ulong household, byte[] lines, int made, Action<Decision, byte[]>? seen)
    {
        var state = Some.State(household % 3 == 0 ? "JPY" : "MYR", openedDay: 19_000);
        var sequence = 0L;
        var lives = scoringVersion < ScoringVersions.Four ? new Household(household).Live(20_300, 45)
            : OfTheFourth(household);
        foreach (var arrival in lives)
        {
            if (made == Decisions)
            {
                break;
            }

            Assessment.Assess(
                scoringVersion, state, arrival.Transaction, arrival.Inputs(++sequence), Some.Tables, out var decision);
            Write(lines.AsSpan(made++ * LineSize, LineSize), decision, AccountState.Hash(state));
            seen?.Invoke(decision, state);
        }

        return made;
    }

    /// <summary>
    /// Every second household lives long enough for a credit score. Of these one in four is paid elsewhere, and one in
    /// four is known by its cards alone, without a balance.
    /// </summary>
    private static IEnumerable<Arrival> OfTheFourth(ulong household)
    {
        var lives = new Household(household).Live(20_300, household % 2 == 0 ? 150 : 45);
        return (household % 8) switch
        {
            2 => lives.Where(static each => each.Transaction.Category != "salary"),
            6 => lives.Where(static each => each.Transaction.Channel is "card" or "ecommerce").Select(
                static each => each with { Transaction = each.Transaction with { BalanceMinor = null } }),
            _ => lives,
        };
    }

    private static void Write(Span<byte> line, in Decision decision, ulong state)
    {
        line.U64(0, state);
        line.F64(8, decision.Anomaly.Surprise);
        line.F64(16, decision.Anomaly.AlertRate);
        line.U16(24, (ushort)decision.Anomaly.Score);
        line.U16(26, (ushort)decision.Credit.Score);
        line[28] = (byte)decision.Outcome;
        line[29] = (byte)decision.Flags;
        line[30] = (byte)(decision.Anomaly.ReasonCount == 0 ? 0 : (int)decision.Anomaly.Reasons[0].Code);
        line[31] = (byte)((decision.Anomaly.ReasonCount << 4) | decision.Credit.ReasonCount);
    }
}
