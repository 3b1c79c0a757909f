using System.ComponentModel.DataAnnotations;
using OrleansRisk.Hosting.Settings;

namespace OrleansRisk.Standalone.Options;

/// <summary>What standalone alone has, on top of what both hosts have.</summary>
internal sealed class HostSettings : NodeSettings
{
    /// <summary>
    /// File that holds the operator key, for production; made beforehand by <c>orleansrisk operator-key</c>.
    /// </summary>
    public string? OperatorKeyFile { get; set; }

    /// <summary>Megabytes that accounts in memory may take. The default is 1,024; 16 to 1,048,576.</summary>
    [Range(16, 1_048_576)]
    public int MemoryMegabytes { get; set; } = 1_024;
}
