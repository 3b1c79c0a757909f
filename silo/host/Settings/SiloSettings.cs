using System.ComponentModel.DataAnnotations;
using OrleansRisk.Hosting.Settings;

namespace OrleansRisk.Silo.Options;

/// <summary>What a silo alone has, on top of what both hosts have.</summary>
internal sealed class SiloSettings : NodeSettings
{
    public SiloSettings() => StopSeconds = 120;

    /// <summary>
    /// Connection string as <c>risk_silo</c>. The default is derived from <see cref="NodeSettings.Database"/>.
    /// </summary>
    public string? Silo { get; set; }

    /// <summary>Pool of silos this one belongs to. The default is <c>main</c>.</summary>
    [Required]
    [RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Pool { get; set; } = FirstScope;

    /// <inheritdoc/>
    public override string? KeyScope => Pool;

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

    /// <summary>
    /// Of <c>move-tenant</c>: file of the development key that the new pool's silos read. The default is
    /// <see cref="NodeSettings.KeyFile"/>.
    /// </summary>
    public string? TargetKeyFile { get; set; }

    /// <summary>
    /// Seconds between two probes of a silo by another; three missed ones by two silos and it is out. The default is
    /// 5; 1 to 60.
    /// </summary>
    [Range(1, 60)]
    public int ProbeSeconds { get; set; } = 5;

    /// <summary>What <c>serve</c> goes by; throws <see cref="ValidationException"/> naming what is wrong.</summary>
    public static SiloSettings Read(string[] arguments)
    {
        var settings = SettingsReader.Read<SiloSettings>(
            arguments, read => [read.Writer, read.Reader, read.Projector, read.Operator, read.Silo]);
        return settings.KeyFile is { Length: > 0 }
            ? settings : throw new ValidationException("A silo needs KeyFile: every silo of a pool reads the same.");
    }

    /// <summary>For commands that need few of them.</summary>
    public static SiloSettings Unchecked(string[] arguments) => SettingsReader.Unchecked<SiloSettings>(arguments);
}
