namespace OrleansRisk.Core;

/// <summary>Every bound of core on one page.</summary>
public static class Limits
{
    /// <summary>Greatest amount of one transaction, minor units.</summary>
    public const long AmountMax = 1_000_000_000_000_000;

    public const int ScoreMin = 0;
    public const int ScoreMax = 1_000;

    /// <summary>An authorisation this much older than the newest transaction moves months only.</summary>
    public const long AuthorisedLatenessMs = 24L * 3_600_000;

    /// <summary>As above for what was booked: banks book up to five days late.</summary>
    public const long BookedLatenessMs = 5 * 24L * 3_600_000;

    /// <summary>Letters of a category or channel that are read for their meaning; what follows is ignored.</summary>
    public const int WordsRead = 64;
}
