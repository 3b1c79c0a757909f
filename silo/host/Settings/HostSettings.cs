using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansRisk.Api;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Host.Settings;

/// <summary>
/// What an operator may set of a host, alone or a member of a cluster; checked before anything starts.
/// </summary>
internal sealed class HostSettings : ApiOptions
{
    /// <summary>The scope that tenants are in who were there before scopes were.</summary>
    public const string FirstScope = "main";

    /// <summary>One silo that shares nothing with others, or a member of a cluster: a member has secrets.</summary>
    public bool IsAlone => string.IsNullOrEmpty(Secrets);

    /// <summary>Whose tenants' keys this host holds; null if it holds all.</summary>
    public string? KeyScope => IsAlone ? null : Pool;

    /// <summary>What a stop may take.</summary>
    public TimeSpan StopWithin => TimeSpan.FromSeconds(StopSeconds ?? (IsAlone ? 20 : 120));

    /// <summary>Bytes that accounts in memory may hold; unbounded for a member that names no bound.</summary>
    public long MemoryBytes => MemoryMegabytes is { } megabytes ? (long)megabytes << 20
        : IsAlone ? 1L << 30 : long.MaxValue;

    /// <summary>
    /// Where this host's keys stand. Ciphers of accounts in use take up to a 32nd of the accounts' memory beside it:
    /// one that is made anew costs a transaction as much as the sealing of its record.
    /// </summary>
    public KeyRingOptions KeyRing => new(Region, Environment)
    {
        CiphersMax = (int)Math.Clamp(
            MemoryBytes / 32 / JournalLimits.CipherBytes, JournalLimits.CiphersMax, JournalLimits.CiphersMost),
    };

    /// <summary>
    /// Connection string of an administrator, for development: the host migrates with it and takes the four roles by
    /// itself. Production names the four below instead. No default.
    /// </summary>
    public string? Database { get; set; }

    /// <summary>Connection string as <c>risk_writer</c>. The default is derived from <see cref="Database"/>.</summary>
    public string? Writer { get; set; }

    /// <summary>Connection string as <c>risk_reader</c>. The default is derived from <see cref="Database"/>.</summary>
    public string? Reader { get; set; }

    /// <summary>
    /// Connection string as <c>risk_projector</c>. The default is derived from <see cref="Database"/>.
    /// </summary>
    public string? Projector { get; set; }

    /// <summary>
    /// Connection string as <c>risk_operator</c>. The default is derived from <see cref="Database"/>.
    /// </summary>
    public string? Operator { get; set; }

    /// <summary>
    /// Connection string as <c>risk_silo</c>, for members. The default is derived from <see cref="Database"/>.
    /// </summary>
    public string? Silo { get; set; }

    /// <summary>Refuses whatever is for development only. The default is false.</summary>
    public bool Production { get; set; }

    /// <summary>
    /// Bound into keys, so that one environment cannot open another's. The default is <c>development</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Environment { get; set; } = "development";

    /// <summary>
    /// File of the development key that wraps tenants' keys. The default lies in the user's data folder; a member of a
    /// cluster has none, since every silo of a pool reads the same.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// File that holds the operator key, for production; made beforehand by <c>orleansrisk operator-key</c>. The
    /// default is none: a host alone prints a key at its first start.
    /// </summary>
    public string? OperatorKeyFile { get; set; }

    /// <summary>
    /// Megabytes that accounts in memory may take. The default is 1,024, and for a member of a cluster what the machine
    /// has; 16 to 1,048,576.
    /// </summary>
    [Range(16, 1_048_576)]
    public int? MemoryMegabytes { get; set; }

    /// <summary>Writers of the journal, each a database connection. The default is 1; 1 to 16.</summary>
    [Range(1, 16)]
    public int JournalWriters { get; set; } = 1;

    /// <summary>
    /// Seconds between versions of what accounts share. The default is 3,600; 1 to 86,400, or 0 for none, so that
    /// two runs of one stream read the same.
    /// </summary>
    [Range(0, 86_400)]
    public int PublishSeconds { get; set; } = 3_600;

    /// <summary>
    /// Versions of reference data follow the time of transactions, for demos and backtests. The default is false.
    /// </summary>
    public bool EventTime { get; set; }

    /// <summary>
    /// Each account's day is closed where that moves its credit score. Off where time is that of transactions. The
    /// default is true.
    /// </summary>
    public bool CloseDays { get; set; } = true;

    /// <summary>
    /// Where metrics and traces go by OTLP, such as <c>http://localhost:4317</c>. The default is nowhere.
    /// </summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>
    /// Share of requests, and of batches of a stream, that are traced if there is an <see cref="OtlpEndpoint"/>. The
    /// default is 0.01; 0 to 1.
    /// </summary>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 0.01;

    /// <summary>
    /// Seconds a stop may take: streams end, commits finish, snapshots are written. The default is 20, and 120 for a
    /// member of a cluster; 1 to 600.
    /// </summary>
    [Range(1, 600)]
    public int? StopSeconds { get; set; }

    /// <summary>A queue of RabbitMQ that is consumed. The default is none.</summary>
    [ValidateObjectMembers]
    public BrokerSettings? Amqp { get; set; }

    /// <summary>
    /// Folder of <c>ca.pem</c>, <c>silo.pem</c>, <c>silo.key</c>, <c>call-token.keys</c> and <c>state.key</c>, made by
    /// <c>orleansrisk certs</c>: makes this host a member of a cluster. The default is none: one silo alone.
    /// </summary>
    public string? Secrets { get; set; }

    /// <summary>
    /// Name of the cluster; members of one name and one database find each other. The default is <c>risk</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Cluster { get; set; } = "risk";

    /// <summary>Pool of silos that a member belongs to. The default is <c>main</c>.</summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Pool { get; set; } = FirstScope;

    /// <summary>Name of this silo, as the pod is called. The default is the machine's name.</summary>
    [Required]
    public string SiloName { get; set; } = System.Environment.MachineName;

    /// <summary>Address at which other silos reach a member. The default is <c>127.0.0.1</c>.</summary>
    [Required]
    public string SiloAddress { get; set; } = "127.0.0.1";

    /// <summary>
    /// Port for other silos. The default is 11111, and a free one on loopback for a host alone; 1 to 65,535.
    /// </summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>
    /// Seconds between two probes of a silo by another; three missed ones by two silos and it is out. The default is
    /// 5; 1 to 60.
    /// </summary>
    [Range(1, 60)]
    public int ProbeSeconds { get; set; } = 5;

    /// <summary>
    /// Where clients reach the pool's silos, such as <c>https://pool-a.example</c>: what others answer 421 with. The
    /// default is this silo's own HTTP/2 port.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// Where other regions are reached, as <c>sg=https://sg.example,in=https://in.example</c>. The default is none.
    /// </summary>
    [RegularExpression("^([a-z0-9]{1,16}=https?://[^,= ]+)(,[a-z0-9]{1,16}=https?://[^,= ]+)*$")]
    public string? Regions { get; set; }

    /// <summary>
    /// Of <c>move-tenant</c>: file of the development key that the new pool's silos read. The default is
    /// <see cref="KeyFile"/>.
    /// </summary>
    public string? TargetKeyFile { get; set; }
}
