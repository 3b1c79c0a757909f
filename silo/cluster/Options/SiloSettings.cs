using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Silo.Options;

/// <summary>
/// Everything an operator may set. From the environment (<c>RISK_PORT=5080</c>), then arguments (<c>--port 5080</c>);
/// checked before anything starts. What standalone has too bears the same name here.
/// </summary>
internal sealed class SiloSettings
{
    /// <summary>
    /// Connection string of an administrator, for development: the host takes the roles by itself. Production names
    /// the five below. No default.
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

    /// <summary>Connection string as <c>risk_silo</c>. The default is derived from <see cref="Database"/>.</summary>
    public string? Silo { get; set; }

    /// <summary>Refuses whatever is for development only. The default is false.</summary>
    public bool Production { get; set; }

    /// <summary>
    /// Bound into keys, so that one environment cannot open another's. The default is <c>development</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Environment { get; set; } = "development";

    /// <summary>Region served; one cluster is in one region. The default is <c>my</c>.</summary>
    [Required]
    [RegularExpression("^[a-z0-9]{1,16}$")]
    public string Region { get; set; } = "my";

    /// <summary>Pool of silos this one belongs to. The default is <c>main</c>.</summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Pool { get; set; } = "main";

    /// <summary>
    /// Name of the cluster; silos of one name and one database find each other. The default is <c>risk</c>.
    /// </summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Cluster { get; set; } = "risk";

    /// <summary>Name of this silo, as the pod is called. The default is the machine's name.</summary>
    [Required]
    public string SiloName { get; set; } = System.Environment.MachineName;

    /// <summary>Address at which other silos reach this one. The default is <c>127.0.0.1</c>.</summary>
    [Required]
    public string SiloAddress { get; set; } = "127.0.0.1";

    /// <summary>Port for other silos. The default is 11111; 1 to 65,535.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>
    /// Folder of <c>ca.pem</c>, <c>silo.pem</c>, <c>silo.key</c> and <c>capsule.keys</c>, made by <c>orleansrisk-silo
    /// certs</c>. No default.
    /// </summary>
    [Required]
    public string? Secrets { get; set; }

    /// <summary>Address to listen at for HTTP. The default is <c>127.0.0.1</c>.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for HTTP/1.1. The default is 5080; 0 takes a free one; 0 to 65,535.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; } = 5080;

    /// <summary>Port for HTTP/2 without TLS. The default is 5081; 0 takes a free one; 0 to 65,535.</summary>
    [Range(0, 65_535)]
    public int Http2Port { get; set; } = 5081;

    /// <summary>
    /// File of the development key that wraps tenants' keys; every silo of a pool reads the same. No default.
    /// </summary>
    [Required]
    public string? KeyFile { get; set; }

    /// <summary>Writer lanes. The default is 1; 1 to 16.</summary>
    [Range(1, 16)]
    public int Lanes { get; set; } = 1;

    /// <summary>Seconds between publications of what accounts share. The default is 3,600; 1 to 86,400.</summary>
    [Range(1, 86_400)]
    public int PublishSeconds { get; set; } = 3_600;

    /// <summary>
    /// Seconds between two probes of a silo by another; three missed ones by two silos and it is out. The default is
    /// 5; 1 to 60.
    /// </summary>
    [Range(1, 60)]
    public int ProbeSeconds { get; set; } = 5;

    /// <summary>
    /// Seconds a stop may take: streams end, grains leave, commits finish; then the process ends, finished or not.
    /// The default is 120; 1 to 600.
    /// </summary>
    [Range(1, 600)]
    public int StopSeconds { get; set; } = 120;
}
