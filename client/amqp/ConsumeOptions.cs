using OrleansRisk.Client;
using OrleansRisk.Maps;

namespace OrleansRisk.Amqp;

/// <summary>What is consumed, and where what comes of it goes.</summary>
internal sealed record ConsumeOptions
{
    /// <summary>The queue that transactions come from.</summary>
    public required string Queue { get; init; }

    /// <summary>The queue that refused transactions go to; by default the queue's name and <c>.refused</c>.</summary>
    public string DeadLetters { get => field ?? Queue + ".refused"; init; }

    /// <summary>The topic exchange that decisions go to; nowhere where null.</summary>
    public string? Decisions { get; init; }

    /// <summary>Makes what is missing. Otherwise it is only checked, and named where it is missing.</summary>
    public bool Declare { get; init; }

    /// <summary>Messages unacknowledged at most. The default is 500; 1 to 10,000.</summary>
    public int Prefetch { get; init; } = Limits.PrefetchDefault;

    /// <summary>Live or history; what records nothing can acknowledge nothing.</summary>
    public SendMode Mode { get; init; } = SendMode.Live;

    /// <summary>Reads each document as a row, of format <c>ndjson</c>; null where messages are transactions.</summary>
    public MapFile? Map { get; init; }

    /// <summary>Messages to take before it ends by itself; never where null.</summary>
    public long? Count { get; init; }

    /// <summary>How long a stop waits for answers that are under way. The default is 10 s.</summary>
    public TimeSpan StopWithin { get; init; } = Limits.StopWithin;

    /// <summary>Told each time a broker has been reached and what is needed stands there.</summary>
    public Action Connected { get; init; } = () => { };

    /// <summary>Told each time something has to be waited for: the broker, the server, the journal.</summary>
    public Action<Interruption> Interrupted { get; init; } = _ => { };

    /// <summary>The first thing that is wrong with them, as a sentence; null where nothing is.</summary>
    public string? Fault() => this switch
    {
        _ when !IsName(Queue) => "The queue needs a name of 1 to 255 bytes.",
        _ when !IsName(DeadLetters) => "The queue of refused messages needs a name of 1 to 255 bytes.",
        _ when Decisions is not null && !IsName(Decisions) => "The decisions' exchange needs a name of 1 to 255 bytes.",
        _ when DeadLetters == Queue => "Refused messages cannot go back into the queue that they come from.",
        { Prefetch: < 1 or > Limits.PrefetchMax } => "The prefetch is a whole number from 1 to 10000.",
        { Mode: SendMode.WhatIf } => "The mode is live or history: what records nothing can acknowledge nothing.",
        { Map.Format: not RowsIn.Ndjson } => "A map of messages has the format ndjson: a document is a row.",
        _ => null,
    };

    private static bool IsName(string name) =>
        System.Text.Encoding.UTF8.GetByteCount(name) is > 0 and <= Limits.NameBytesMax;
}
