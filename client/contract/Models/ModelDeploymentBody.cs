using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Models;

/// <summary>Models that are to count from a time on. What is left out is not active any more.</summary>
public sealed record ModelDeploymentRequest
{
    /// <summary>From which arrival on, at most 366 days ahead; at once where it is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }

    /// <summary>Hash of the model whose score leaves; approved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Anomaly { get; init; }

    /// <summary>Hashes of at most three that score in the shadow; nothing depends on them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Challengers { get; init; }

    /// <summary>Hash of the credit model; approved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Credit { get; init; }
}

/// <summary>Goes back to an earlier model deployment, at once.</summary>
public sealed record RollbackRequest
{
    /// <summary>Its number, 0 for no models; the one before the newest where it is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? To { get; init; }
}

/// <summary>A model deployment: numbered, never changed, never taken back.</summary>
public sealed record ModelDeploymentBody
{
    /// <summary>Its number, from 1; every decision names it.</summary>
    public required int ModelDeployment { get; init; }

    /// <summary>From which arrival on it counts, unless a later one counts by then.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The model deployment whose models it took up again; 0 for none.</summary>
    public required int Of { get; init; }

    /// <summary>The key that put it up.</summary>
    public required string By { get; init; }

    /// <summary>When it was put up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Hash of the model whose score leaves; null for none.</summary>
    public required string? Anomaly { get; init; }

    /// <summary>Hashes of those that score in the shadow.</summary>
    public required IReadOnlyList<string> Challengers { get; init; }

    /// <summary>Hash of the credit model; null for none.</summary>
    public required string? Credit { get; init; }
}

/// <summary>Model deployments, the newest first.</summary>
public sealed record ModelDeploymentList
{
    /// <summary>The number that counts for what arrives now; 0 for none.</summary>
    public required int Counting { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ModelDeploymentBody> ModelDeployments { get; init; }

    /// <summary>There are earlier ones than are shown.</summary>
    public bool HasMore { get; init; }
}
