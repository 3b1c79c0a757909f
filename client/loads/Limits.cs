namespace OrleansRisk.Loads;

/// <summary>Every bound of reading what is loaded.</summary>
public static class Limits
{
    /// <summary>Longest line of an input; the server takes 65,536 bytes.</summary>
    public const int LineBytesMax = 1_024 * 1_024;

    /// <summary>Bytes of an input that are read at once; its first lines are looked for within.</summary>
    public const int ReadBytes = 65_536;

    /// <summary>Largest JSON document that is read whole.</summary>
    public const long DocumentBytesMax = 512L * 1_024 * 1_024;

    /// <summary>Files of one load, and bytes of all of them.</summary>
    public const int FilesMax = 64, BytesMax = 64 << 20;

    /// <summary>Rows of one load.</summary>
    public const int RowsMax = 200_000;

    /// <summary>Refused rows of one file that are kept with their places; more are only counted.</summary>
    public const int RefusedRowsKept = 1_000;

    /// <summary>Letters of a file's name that are kept.</summary>
    public const int NameLettersMax = 128;
}
