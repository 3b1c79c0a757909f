using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Credit;

/// <summary>When the credit score is worked out, and what it then is.</summary>
internal static class CreditScoring
{
    public static CreditScore Renew(in Moment moment) => LastCredit.Read(moment.State);
}
