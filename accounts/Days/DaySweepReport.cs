using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Accounts.Days;

/// <summary>What a look at all tenants came to.</summary>
public sealed class DaySweepReport
{
    /// <summary>Accounts that were asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Accounts whose day moved a score, and is recorded.</summary>
    public int Closed { get; private set; }

    /// <summary>Accounts that had rested, and whose state is recorded anew.</summary>
    public int Carried { get; private set; }

    /// <summary>Accounts that cannot be read: each is named where it fails, and holds up no other.</summary>
    public int Unreadable { get; private set; }

    internal void Count(IEnumerable<DayOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            Asked++;
            Closed += outcome.Result == DayResult.Closed ? 1 : 0;
            Carried += outcome.Result == DayResult.Carried ? 1 : 0;
            Unreadable += outcome.Refusal == Refusal.Unavailable ? 1 : 0;
        }
    }
}
