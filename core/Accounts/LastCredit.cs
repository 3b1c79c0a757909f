using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Accounts;

/// <summary>The newest credit score with its reasons, and the civil day it was worked out on.</summary>
internal static class LastCredit
{
    private const int Reasons = Layout.Credit + 24;
    private const int ReasonSize = 20;

    /// <summary>The score of an account that has seen nothing: all of the history is still missing.</summary>
    public static CreditScore OfNothing => new()
    {
        NeedsDays = HistoryNeed.Standard.Days,
        NeedsTransactions = HistoryNeed.Standard.Transactions,
        NeedsIncome = true,
    };

    /// <summary>Civil day the score was worked out on; 0 for never.</summary>
    public static int Day(ReadOnlySpan<byte> state) => state.I32(Layout.Credit);

    public static void Write(Span<byte> state, int day, in CreditScore score)
    {
        var at = Layout.Credit;
        state.I32(at, day);
        state.U16(at + 4, (ushort)score.Score);
        state.U16(at + 6, (ushort)score.NeedsDays);
        state.U16(at + 8, (ushort)score.NeedsTransactions);
        state[at + 10] = (byte)score.State;
        state[at + 11] = (byte)(score.NeedsIncome ? 1 : 0);
        state[at + 12] = score.ReasonCount;
        for (var i = 0; i < ReasonList.Max; i++)
        {
            var place = Reasons + (i * ReasonSize);
            var reason = i < score.ReasonCount ? score.Reasons[i] : default;
            state.U16(place, (ushort)reason.Code);
            state.U16(place + 2, (ushort)reason.Points);
            state.F64(place + 4, reason.Value);
            state.F64(place + 12, reason.Usual);
        }
    }

    public static CreditScore Read(ReadOnlySpan<byte> state)
    {
        var at = Layout.Credit;
        var score = new CreditScore
        {
            Score = (short)state.U16(at + 4),
            NeedsDays = (short)state.U16(at + 6),
            NeedsTransactions = (short)state.U16(at + 8),
            State = (CreditState)state[at + 10],
            NeedsIncome = state[at + 11] != 0,
            ReasonCount = Math.Min(state[at + 12], (byte)ReasonList.Max),
        };
        for (var i = 0; i < score.ReasonCount; i++)
        {
            var place = Reasons + (i * ReasonSize);
            score.Reasons[i] = new Reason
            {
                Code = (ReasonCode)state.U16(place),
                Points = (short)state.U16(place + 2),
                Value = state.F64(place + 4),
                Usual = state.F64(place + 12),
            };
        }

        return score;
    }
}
