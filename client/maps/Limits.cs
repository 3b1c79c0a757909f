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

    /// <summary>Columns of a file that an error names.</summary>
    public const int ColumnsNamed = 20;

    /// <summary>Lines of a file that a map may skip.</summary>
    public const int LinesSkippedMax = 1_000;

    /// <summary>Lines before the line that names the columns, if a map has it looked for.</summary>
    public const int PreambleLinesMax = 60;

    /// <summary>Equal rows that are told apart while a file is read: its rows, at most.</summary>
    public const int RowsToldApartMax = 1_000_000;

    /// <summary>Sets of rows that one map reads from a JSON document.</summary>
    public const int RowSetsMax = 8;

    /// <summary>Steps of one path into a JSON document.</summary>
    public const int PathStepsMax = 16;

    /// <summary>Longest name of a map.</summary>
    public const int NameLettersMax = 64;
}
