namespace OrleansRisk.Client;

/// <summary>Every bound of the client.</summary>
internal static class Limits
{
    /// <summary>Most lines a sender may have unanswered.</summary>
    public const int InFlightMax = 65_536;

    /// <summary>Lines that are taken from the input before they are handed to the upload together.</summary>
    public const int InputBatch = 128;

    /// <summary>Lines without an answer that a sender begins with, and the fewest it goes down to.</summary>
    public const int WindowFirst = 256, WindowLeast = 16;

    /// <summary>A window holds no more lines than are answered in this time.</summary>
    public static readonly TimeSpan WindowDelayMax = TimeSpan.FromSeconds(2);

    /// <summary>Shortest time over which answers a second are measured.</summary>
    public static readonly TimeSpan WindowMeasure = TimeSpan.FromMilliseconds(100);

    /// <summary>Bytes of answers that may be on their way before they are read.</summary>
    public const int AnswerWindowBytes = 1_024 * 1_024;

    /// <summary>Bytes gathered before they are handed to the connection.</summary>
    public const int UploadChunk = 32 * 1_024;

    /// <summary>Longest line that is sent; the server takes 65,536 bytes and refuses longer ones by number.</summary>
    public const int LineBytesMax = 1_024 * 1_024;

    /// <summary>Longest answer line that is read.</summary>
    public const int AnswerBytesMax = 1_024 * 1_024;

    /// <summary>Longest body of a single answer.</summary>
    public const int BodyBytesMax = 16 * 1_024 * 1_024;

    /// <summary>How often a single call is tried before its failure is reported.</summary>
    public const int Tries = 5;

    /// <summary>Deadlines that a server takes.</summary>
    public static readonly TimeSpan DeadlineMin = TimeSpan.FromMilliseconds(50), DeadlineMax = TimeSpan.FromSeconds(5);

    public static void CheckDeadline(TimeSpan? deadline)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(deadline ?? DeadlineMin, DeadlineMin, nameof(deadline));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deadline ?? DeadlineMax, DeadlineMax, nameof(deadline));
    }

    /// <summary>Longest wait a server may ask for.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromMinutes(1);

    /// <summary>How long an input may take to notice that nobody reads it any more.</summary>
    public static readonly TimeSpan InputStopMax = TimeSpan.FromSeconds(1);

    /// <summary>Decisions asked for at once.</summary>
    public const int PageSize = 1_000;

    /// <summary>Accounts asked for at a time, each of which the server asks how it stands.</summary>
    public const int AccountsPageSize = 100;
}
