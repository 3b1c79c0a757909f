using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Client;

/// <summary>What a sender asks for.</summary>
public enum SendMode
{
    /// <summary>Scored, recorded, answered with an outcome.</summary>
    Live = 0,

    /// <summary>Old transactions being loaded: recorded without an outcome.</summary>
    History = 1,

    /// <summary>Scored as if it happened; nothing is recorded.</summary>
    WhatIf = 2,
}

/// <summary>How <see cref="TransactionsClient.SendAsync"/> sends.</summary>
public sealed record SendOptions
{
    /// <summary>What the server does with the lines. The default is <see cref="SendMode.Live"/>.</summary>
    public SendMode Mode { get; init; } = SendMode.Live;

    /// <summary>
    /// How long a line's answer may take on the server, before it is answered by the tenant's fallback and sent again;
    /// whole milliseconds, 50 ms to 5 s. The default is null: the tenant's own.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The customer's consent that lines which name none are sent under; none where null.</summary>
    public string? Consent { get; init; }

    /// <summary>
    /// Most lines taken from the input and not answered yet; memory is bounded by it. The default is 4,096; 1 to
    /// 65,536. The window of such lines begins with 256, or with this if it is less, and follows what the server takes:
    /// never below 16, never above this, never more than the server answers in 2 s.
    /// </summary>
    public int InFlightMax { get; init; } = 4_096;

    /// <summary>
    /// Longest first wait before unanswered lines are sent again; it doubles. The default is 100 ms; above zero.
    /// </summary>
    public TimeSpan BackOffFirst { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait between two attempts, unless the server asks for more. The default is 10 s.</summary>
    public TimeSpan BackOffMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long no line may be answered, over however many attempts, before <see cref="RiskException"/> is thrown. The
    /// default is null: until answered or cancelled.
    /// </summary>
    public TimeSpan? GiveUpAfter { get; init; }

    /// <summary>Told each time lines have to be sent again, before the wait. It must not throw.</summary>
    public Action<Interruption>? Interrupted { get; init; }

    /// <summary>
    /// Called after each stream that ended in good order: counts, fields that the server does not know and dropped, and
    /// where the window stands. It must not throw.
    /// </summary>
    public Action<StreamReport>? Ended { get; init; }

    internal void Check()
    {
        Limits.CheckDeadline(Deadline);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(InFlightMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(InFlightMax, Limits.InFlightMax);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BackOffFirst, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(BackOffMax, BackOffFirst);
    }
}

/// <summary>A stream ended before every line was answered.</summary>
/// <param name="Unanswered">Lines that will be sent again; exactly these.</param>
/// <param name="Wait">How long until then.</param>
/// <param name="Code">What the server said (<c>not_recorded</c>, <c>shutting_down</c>…), or <c>unreachable</c>.</param>
/// <param name="Message">The same as a sentence for a person.</param>
public sealed record Interruption(int Unanswered, TimeSpan Wait, string Code, string Message);

/// <summary>A stream ended in good order.</summary>
/// <param name="End">What the server counted, and the names of fields that it does not know.</param>
/// <param name="Window">Lines that may be without an answer, as it settled by now.</param>
public sealed record StreamReport(EndLine End, int Window);
