namespace OrleansRisk.Events;

/// <summary>Every bound of what readers of events are held to.</summary>
internal static class Limits
{
    /// <summary>Accounts of a snapshot asked between two writes.</summary>
    public const int SnapshotPage = 100;

    /// <summary>How old what the feed knows of an account's profile may be, and of how many it knows.</summary>
    public static readonly TimeSpan FeedProfileAge = TimeSpan.FromSeconds(30);
    public const int FeedProfilesMax = 100_000;

    /// <summary>Decisions looked at for the side of a threshold, in pages.</summary>
    public const int CrossingLooksBack = 256, CrossingPage = 64;
}
