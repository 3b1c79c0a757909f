using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Host.Settings;

/// <summary>
/// A queue that the host consumes by itself: <c>RISK_AMQP__QUEUE=transactions</c> or <c>--amqp:queue transactions</c>.
/// </summary>
internal sealed class BrokerSettings
{
    /// <summary>
    /// <c>amqp://user@host:5672/vhost</c>, or <c>amqps://</c> for TLS. No default: without it nothing is consumed.
    /// </summary>
    [Required]
    public string? Url { get; set; }

    /// <summary>File of the broker's password. The default is what stands in <see cref="Url"/>.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>File of the tenant's API key that transactions are sent with. No default.</summary>
    [Required]
    public string? KeyFile { get; set; }

    /// <summary>The queue that transactions come from. No default.</summary>
    [Required]
    public string? Queue { get; set; }

    /// <summary>The queue that refused ones go to. The default is the queue's name and <c>.refused</c>.</summary>
    public string? DeadLetters { get; set; }

    /// <summary>The topic exchange that decisions go to. The default is nowhere.</summary>
    public string? Decisions { get; set; }

    /// <summary>Makes what is missing; otherwise it is only checked. The default is false.</summary>
    public bool Declare { get; set; }

    /// <summary>Most messages unacknowledged. The default is 500; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int Prefetch { get; set; } = 500;

    /// <summary>
    /// A column map of the format <c>ndjson</c>, as a file. The default is none: messages are transactions.
    /// </summary>
    public string? MapFile { get; set; }
}
