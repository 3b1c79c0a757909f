namespace OrleansRisk.Maps;

/// <summary>Every bound of maps.</summary>
public static class Limits
{
    /// <summary>Largest map file, bytes.</summary>
    public const int MapBytesMax = 65_536;

    /// <summary>Patterns a map may name for one time.</summary>
    public const int PatternsMax = 16;

    /// <summary>Columns one field may be joined from.</summary>
    public const int ColumnsJoinedMax = 8;

    /// <summary>Steps of one path into a JSON document.</summary>
    public const int PathStepsMax = 16;

    /// <summary>Longest name of a map.</summary>
    public const int NameLettersMax = 64;
}
