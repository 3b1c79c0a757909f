using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The newest anomaly score with the codes and points of its reasons; their figures stand in the decision itself.
/// </summary>
internal static class LastAnomaly
{
    // Beside the count of the reasons: a model scored, and its log odds stand where the surprise would. From scoring
    // version 3.
    private const int Learned = 0x100;
    private const int Reasons = Layout.LastAnomaly + 24;

    public static void Write(Span<byte> state, in AnomalyScore score)
    {
        var at = Layout.LastAnomaly;
        state.F64(at, score.AlertRate);
        state.F64(at + 8, score.Learned ? score.LogOdds : score.Surprise);
        state.I32(at + 16, score.History);
        state.U16(at + 20, (ushort)score.Score);
        state.U16(at + 22, (ushort)(score.ReasonCount | (score.Learned ? Learned : 0)));
        for (var i = 0; i < ReasonList.Max; i++)
        {
            var reason = i < score.ReasonCount ? score.Reasons[i] : default;
            state.U16(Reasons + (i * 4), (ushort)reason.Code);
            state.U16(Reasons + (i * 4) + 2, (ushort)reason.Points);
        }
    }

    public static AnomalyScore Read(ReadOnlySpan<byte> state)
    {
        var at = Layout.LastAnomaly;
        var learned = (state.U16(at + 22) & Learned) != 0;
        var score = new AnomalyScore
        {
            AlertRate = state.F64(at),
            Surprise = learned ? double.NaN : state.F64(at + 8),
            History = state.I32(at + 16),
            Score = (short)state.U16(at + 20),
            Learned = learned,
            LogOdds = learned ? state.F64(at + 8) : 0,
            ReasonCount = (byte)Math.Min(state.U16(at + 22) & ~Learned, ReasonList.Max),
        };
        for (var i = 0; i < score.ReasonCount; i++)
        {
            score.Reasons[i] = new Reason
            {
                Code = (ReasonCode)state.U16(Reasons + (i * 4)),
                Points = (short)state.U16(Reasons + (i * 4) + 2),
                Value = double.NaN,
                Usual = double.NaN,
            };
        }

        return score;
    }
}
