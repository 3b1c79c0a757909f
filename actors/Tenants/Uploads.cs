using Orleans;

namespace OrleansRisk.Actors.Tenants;

/// <param name="Content">The map file, UTF-8 JSON, which the edge has read.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.map_upload")]
public sealed record MapUpload(string Name, byte[] Content);

/// <summary>A model that the edge has checked whole, and what is known of it.</summary>
/// <param name="Hash">SHA-256 in hex.</param>
/// <param name="Role">By number, as it is stored.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.model_upload")]
public sealed record ModelUpload(
    string Hash, byte Role, string Kind, string Owner, string Purpose, byte[] File,
    byte[] Report)
{
    [Id(0)]
    public string? TrainedFrom { get; init; }

    [Id(1)]
    public string? TrainedTo { get; init; }

    [Id(2)]
    public string? DataHash { get; init; }
}

/// <summary>Models to put up, by hash.</summary>
/// <param name="From">From which arrival on they count, milliseconds since 1970; null for at once.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.deployment_request")]
public sealed record DeploymentRequest(
    long? From, string? Anomaly, IReadOnlyList<string> Challengers, string? Credit);

/// <param name="Content">The whole set as it is stored.</param>
/// <param name="After">The version that the caller has seen; null for any.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.category_rules_upload")]
public sealed record CategoryRulesUpload(byte[] Content, int? After);
