namespace OrleansRisk.GrainInterfaces;

/// <summary>Every bound of what crosses between silos, in one place.</summary>
internal static class Limits
{
    /// <summary>Characters of a grain key; the longest valid one has 41.</summary>
    public const int KeyLengthMax = 120;

    /// <summary>Bytes of one message body; a larger one is refused before it is read.</summary>
    public const int MessageBytesMax = 64 * 1024 * 1024;

    /// <summary>Entries of one list inside a message.</summary>
    public const int ListLengthMax = 100_000;

    /// <summary>A thread keeps its writing buffer between messages up to this size.</summary>
    public const int KeptBufferBytes = 256 * 1024;
}
