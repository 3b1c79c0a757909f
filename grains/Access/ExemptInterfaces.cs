using System.Collections.Frozen;
using System.Reflection;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// The interfaces of Orleans itself that carry no token: membership, directory, manifests, statistics, streams.
/// Named one by one, since they cannot be told by a prefix: a call of ours through a grain extension bears an Orleans
/// name too. They are exempt on Orleans' own targets only; on a grain of ours nothing is but the tick of a local timer.
/// </summary>
internal static class ExemptInterfaces
{
    private static readonly (string Assembly, string[] Names)[] Listed =
    [
        ("Orleans.Core",
        [
            "Orleans.Runtime.IClusterManifestSystemTarget", "Orleans.Runtime.IDeploymentLoadPublisher",
            "Orleans.Runtime.IGrainCallCancellationExtension", "Orleans.Runtime.IMembershipService",
            "Orleans.GrainDirectory.IDhtGrainDirectory",
        ]),
        ("Orleans.Streaming",
        [
            "Orleans.Providers.IMemoryStreamQueueGrain", "Orleans.Streams.IPersistentStreamPullingAgent",
            "Orleans.Streams.IPersistentStreamPullingManager", "Orleans.Streams.IPubSubRendezvousGrain",
            "Orleans.Streams.IStreamConsumerExtension", "Orleans.Streams.IStreamProducerExtension",
        ]),
        ("Orleans.Core.Abstractions", ["Orleans.Runtime.ICancellationSourcesExtension"]),
        ("Orleans.Runtime",
        [
            "Orleans.Runtime.ICatalog", "Orleans.Runtime.IActivationMigrationManagerSystemTarget",
            "Orleans.Runtime.IGrainCallCancellationManagerSystemTarget", "Orleans.Runtime.IGrainTimerInvoker",
            "Orleans.Runtime.IRemoteGrainDirectory", "Orleans.Runtime.GrainDirectory.IRemoteClientDirectory",
            "Orleans.Runtime.GrainDirectory.IGrainDirectoryPartition",
            "Orleans.Runtime.GrainDirectory.IGrainDirectoryClient",
            "Orleans.Runtime.ISiloManifestSystemTarget",
            "Orleans.Runtime.MembershipService.SiloMetadata.ISiloMetadataSystemTarget",
        ]),
    ];

    private static readonly FrozenSet<Type> Types = Read();

    // Its request is a private object that no serializer knows: a tick cannot come from another process.
    private static readonly Type Timer = Types.Single(type => type.Name == "IGrainTimerInvoker");

    /// <summary>Throws, naming it, where an interface of the list is not in this Orleans.</summary>
    public static void Resolve() => ArgumentOutOfRangeException.ThrowIfZero(Types.Count);

    /// <param name="type">The interface that is called.</param>
    /// <param name="ours">Whether the target is a grain of ours.</param>
    public static bool Contains(Type? type, bool ours) =>
        type is not null && (ours ? type == Timer : Types.Contains(type));

    // An interface that is not there any more is a different Orleans: better to stop than to run with a list that
    // says less.
    private static FrozenSet<Type> Read() => Listed
        .SelectMany(entry => entry.Names.Select(name =>
            Assembly.Load(entry.Assembly).GetType(name)
            ?? throw new InvalidOperationException(
                $"{name} is not in {entry.Assembly}; the list of exempt interfaces must be read again.")))
        .ToFrozenSet();
}
