namespace OrleansRisk.Amqp;

/// <summary>Every bound of consuming.</summary>
internal static class Limits
{
    /// <summary>Messages the broker hands out before one of them is acknowledged, unless told otherwise.</summary>
    public const int PrefetchDefault = 500;

    /// <summary>Most messages that may be told; AMQP itself counts them in 16 bits.</summary>
    public const int PrefetchMax = 10_000;

    /// <summary>Largest message; what is larger is refused unread.</summary>
    public const int MessageBytesMax = 16 * 1_024 * 1_024;

    /// <summary>Longest line of a message; the server takes 65,536 bytes and refuses longer ones by number.</summary>
    public const int LineBytesMax = 1_024 * 1_024;

    /// <summary>Longest name of a queue or an exchange, in bytes of UTF-8, as AMQP has it.</summary>
    public const int NameBytesMax = 255;

    /// <summary>How long a broker may be silent before it counts as gone.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How long a broker may take to accept a connection.</summary>
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    /// <summary>How long a broker may take for an answer that is no confirm.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    /// <summary>How long closing a connection may take.</summary>
    public static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for answers that are under way; the rest goes back to the queue.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    /// <summary>Longest first wait before a broker that went away is asked again; it doubles.</summary>
    public static readonly TimeSpan BackOffFirst = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two attempts at a broker.</summary>
    public static readonly TimeSpan BackOffMax = TimeSpan.FromSeconds(30);
}
