namespace OrleansRisk.Engine;

/// <summary>Every bound of the engine, on one page.</summary>
public static class Limits
{
    // Record bodies

    /// <summary>Transactions of one record.</summary>
    public const int EntriesPerRecordMax = 1_024;

    /// <summary>UTF-8 bytes of one text in a body; the edge refuses longer ones long before.</summary>
    public const int TextBytesMax = 4_096;

    /// <summary>Customers, or labels, of one account.</summary>
    public const int ProfileListMax = 64;

    /// <summary>Rules that one decision can name as hit.</summary>
    public const int RuleHitsMax = 256;

    /// <summary>Bytes of one body before sealing.</summary>
    public const int BodyBytesMax = 4 * 1024 * 1024;

    /// <summary>Bytes of core's buffer in a sealed state.</summary>
    public const int StateBytesMax = 64 * 1024;
}
