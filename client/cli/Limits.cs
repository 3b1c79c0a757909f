namespace OrleansRisk.Cli;

/// <summary>Every bound of the tool.</summary>
internal static class Limits
{
    /// <summary>Largest key file.</summary>
    public const int KeyBytesMax = 1_024;

    /// <summary>Lines that are looked at before anything is sent.</summary>
    public const int FirstLines = 10;

    /// <summary>Longest name of a field that is compared with those there are.</summary>
    public const int FieldNameMax = 64;

    /// <summary>Names tried for a file of refused rows, the number behind each one up.</summary>
    public const int RefusedFilesMax = 1_000;

    /// <summary>Rows that <c>risk maps check</c> shows.</summary>
    public const int RowsShown = 5;

    /// <summary>Most rows that <c>risk maps check --rows</c> takes.</summary>
    public const int RowsCheckedMax = 100_000_000;

    /// <summary>How often it is noted how far a sending has come.</summary>
    public static readonly TimeSpan ResumeNotedEvery = TimeSpan.FromSeconds(1);

    /// <summary>Decisions shown by <c>risk decisions list</c>.</summary>
    public const int DecisionsShownMax = 100_000;

    /// <summary>Transactions asked for at a time.</summary>
    public const int TransactionsPageSize = 1_000;

    /// <summary>Lines that may wait for their answers.</summary>
    public const int InFlightMax = 65_536;

    /// <summary>How often progress is told where nobody watches.</summary>
    public static readonly TimeSpan PlainProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>How often a load is sent again that the server has no room for.</summary>
    public static readonly TimeSpan LoadTriedEvery = TimeSpan.FromSeconds(5);

    /// <summary>How often it is asked how far a commit is.</summary>
    public static readonly TimeSpan LoadAskedEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the progress bar moves.</summary>
    public static readonly TimeSpan BarEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Accounts in the table of <c>risk watch</c>.</summary>
    public const int AccountsWatched = 20;

    /// <summary>Events that <c>--count</c> takes.</summary>
    public const int EventsCountedMax = 1_000_000;

    /// <summary>Largest file of a model, and of a report on one; the server's bounds.</summary>
    public const long ModelBytesMax = 16L * 1_024 * 1_024, ReportBytesMax = 1_024 * 1_024;

    public const int ScoreMax = 1_000;

    /// <summary>How long a webhook's secret may sign beside the next one.</summary>
    public const int KeepSecondsMax = 604_800;

    /// <summary>Bytes of a file of category rules: the server takes no more.</summary>
    public const int CategoryRulesBytesMax = 65_536;
}
