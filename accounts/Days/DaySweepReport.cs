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

    internal void Count(IEnumerable<Outcome<DayResult>> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            Asked++;
            Closed += outcome.Value == DayResult.Closed ? 1 : 0;
            Carried += outcome.Value == DayResult.Carried ? 1 : 0;
            Unreadable += outcome.Failure is Failure.Unavailable ? 1 : 0;
        }
    }
}
