using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// Takes the end of a day into the state: what did not come on it is known now, so the credit score is worked out as
/// of that day. Rings roll when something is put into them, as always.
/// </summary>
internal static class DayUpdate
{
    public static CreditScore Apply(Span<byte> state, in DayEvent closed)
    {
        new AccountHeader(state).Sequence = closed.Sequence;
        var score = CreditScoring.Score(state, closed.Day);
        LastCredit.Write(state, closed.Day, score);
        return score;
    }
}
