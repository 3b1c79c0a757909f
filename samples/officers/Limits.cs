namespace OrleansRisk.Samples.Officers;

/// <summary>Every bound of the officers' file.</summary>
internal static class Limits
{
    /// <summary>Lines of a printed view: what a person reads whole.</summary>
    public const int ViewLinesMax = 250;

    /// <summary>Characters of a row's text in a printed view; the rest is cut as on paper.</summary>
    public const int ViewTextMax = 52;

    /// <summary>Rows of one history.</summary>
    public const int RowsMax = 5_000;
}
