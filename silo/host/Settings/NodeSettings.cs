using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Hosting.Settings;

/// <summary>
/// What an operator may set of either host, under the same names: from the environment (<c>RISK_PORT=5080</c>), then
/// arguments (<c>--port 5080</c>); checked before anything starts.
/// </summary>
internal abstract class NodeSettings
{
    /// <summary>The scope that tenants are in who were there before scopes were.</summary>
    public const string FirstScope = "main";

    /// <summary>Whose tenants' keys this host holds; null where it holds all.</summary>
    public virtual string? KeyScope => null;

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

    /// <summary>Refuses whatever is for development only. The default is false.</summary>
    public bool Production { get; set; }

    /// <summary>
    /// Bound into keys, so that one environment cannot open another's. The default is <c>development</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Environment { get; set; } = "development";

    /// <summary>Region served, as it stands in keys and tenants. The default is <c>my</c>.</summary>
    [Required]
    [RegularExpression("^[a-z0-9]{1,16}$")]
    public string Region { get; set; } = "my";

    /// <summary>Address to listen at. The default is <c>127.0.0.1</c>: there is no TLS yet.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for HTTP/1.1. The default is 5080; 0 takes a free one; 0 to 65,535.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5080;

    /// <summary>Port for HTTP/2 without TLS. The default is 5081; 0 takes a free one; 0 to 65,535.</summary>
    [Range(0, 65_535)]
    public int Http2Port { get; set; } = 5081;

    /// <summary>
    /// File of the development key that wraps tenants' keys. Standalone's default lies in the user's data folder; a
    /// silo has none, since every silo of a pool reads the same.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>Writer lanes. The default is 1; 1 to 16.</summary>
    [Range(1, 16)]
    public int Lanes { get; set; } = 1;

    /// <summary>
    /// Seconds between publications of what accounts share. The default is 3,600; 1 to 86,400, or 0 for none, so that
    /// two runs of one stream read the same.
    /// </summary>
    [Range(0, 86_400)]
    public int PublishSeconds { get; set; } = 3_600;

    /// <summary>Publications follow the time of transactions, for demos and backtests. The default is false.</summary>
    public bool EventTime { get; set; }

    /// <summary>
    /// Each account's day is closed where that moves its credit score. Off where time is that of transactions. The
    /// default is true.
    /// </summary>
    public bool CloseDays { get; set; } = true;

    /// <summary>Where figures go by OTLP, such as <c>http://localhost:4317</c>. The default is nowhere.</summary>
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>
    /// Seconds a stop may take: streams end, commits finish, snapshots are written. The default is 20 in standalone
    /// and 120 in a cluster; 1 to 600.
    /// </summary>
    [Range(1, 600)]
    public int StopSeconds { get; set; } = 20;

    /// <summary>Whether this host carries webhooks. The default is true.</summary>
    public bool Webhooks { get; set; } = true;

    /// <summary>
    /// Networks that webhooks go to: <c>public</c>, the default, and networks such as <c>10.2.0.0/16</c>, by commas.
    /// Link-local and metadata addresses are refused whatever stands here.
    /// </summary>
    [Required]
    [RegularExpression(@"^(public|[0-9a-fA-F:.]+/[0-9]{1,3})(,(public|[0-9a-fA-F:.]+/[0-9]{1,3}))*$")]
    public string WebhookNetworks { get; set; } = "public";

    /// <summary>Whether webhooks may go over plain HTTP, for development. The default is false.</summary>
    public bool WebhookPlainHttp { get; set; }

    /// <summary>A queue of RabbitMQ that is consumed. The default is none.</summary>
    public BrokerSettings? Amqp { get; set; }
}
