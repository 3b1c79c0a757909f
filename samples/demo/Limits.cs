namespace OrleansRisk.Samples.Demo;

/// <summary>Every bound of the demo.</summary>
internal static class Limits
{
    /// <summary>
    /// Lines of one sample that may be unanswered: small, so that latency is the host's and not a queue's.
    /// </summary>
    public const int InFlight = 256;

    /// <summary>Most suspicious transactions that are kept to be shown or counted.</summary>
    public const int MostSuspicious = 100;

    /// <summary>How many of them are shown.</summary>
    public const int Shown = 10;

    /// <summary>Share of all lines after which the host is killed, per cent.</summary>
    public const int KillAfterPercent = 45;

    /// <summary>Accounts whose decisions are read at the same time.</summary>
    public const int Readers = 4;

    /// <summary>Labels that are told at the same time.</summary>
    public const int LabelsAtOnce = 64;

    /// <summary>How often the host publishes what it has counted; months pass in seconds here.</summary>
    public const int PublishSeconds = 1;

    /// <summary>How long after the last label figures of counterparties hold it.</summary>
    public static readonly TimeSpan PublishedWithin = TimeSpan.FromSeconds(1.5 * PublishSeconds);

    /// <summary>How long the host may take to get ready.</summary>
    public static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(60);

    /// <summary>How long no line may be answered before the demo says that something is wrong.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(60);

    /// <summary>How often the live line moves where somebody watches.</summary>
    public static readonly TimeSpan LiveEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>How often it is printed where nobody does.</summary>
    public static readonly TimeSpan PlainEvery = TimeSpan.FromSeconds(5);
}
