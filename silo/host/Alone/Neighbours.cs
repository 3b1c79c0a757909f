using OrleansRisk.Host.Settings;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Host.Alone;

/// <summary>
/// Keeps a host alone and members of a cluster from serving one database together: neither would know of the other's
/// accounts. What both miss, such as a start at the same moment, meets the journal's check of conflicts.
/// </summary>
internal static class Neighbours
{
    private const string AloneMark = "alone:";

    /// <summary>The name of this process among the nodes, another one after every start.</summary>
    public static string NameOf(HostSettings settings) =>
        $"{(settings.IsAlone ? AloneMark : "")}{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Why this host must not start; null if nothing keeps it from it.</summary>
    public static async Task<string?> Refusal(INodes nodes, HostSettings settings, CancellationToken cancel)
    {
        var other = (await nodes.Live(cancel)).Select(static node => node.Node)
            .FirstOrDefault(node => node.StartsWith(AloneMark, StringComparison.Ordinal) != settings.IsAlone);
        return other is null ? null
            : settings.IsAlone
                ? $"{other} serves this database as a member of a cluster: stop it, or join it with Secrets. "
                    + "One that was killed counts for a minute."
                : $"{other} serves this database alone: stop it before a cluster begins. "
                    + "One that was killed counts for a minute.";
    }
}
