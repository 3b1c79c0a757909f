using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Models;

/// <summary>What a model is for; stored by number, written by name.</summary>
public enum ModelRole : byte
{
    /// <summary>Scores transactions.</summary>
    Anomaly = 1,

    /// <summary>Judges what an account asks for.</summary>
    Credit = 2,
}

/// <summary>What is known of a model beside its file; all of it stands from the upload on.</summary>
/// <param name="Kind">As the file says: <c>scorecard</c>, <c>trees</c> or <c>credit_card</c>.</param>
/// <param name="TrainedFrom">First day of what it learned from, <c>YYYY-MM-DD</c>; null where it is not stated.</param>
/// <param name="TrainedTo">Last day of it.</param>
/// <param name="DataHash">SHA-256 of what it learned from, as its makers state it.</param>
public sealed record ModelAbout(
    ModelRole Role, string Kind, string Owner, string Purpose, string? TrainedFrom, string? TrainedTo,
    string? DataHash);

/// <summary>A model in the registry, without its file and its report.</summary>
/// <param name="Hash">SHA-256 in hex: the name that decisions show.</param>
/// <param name="UploadedBy">Who, as the key says.</param>
/// <param name="UploadedAt">Milliseconds since 1970.</param>
/// <param name="ApprovedBy">Another one; null while nobody has.</param>
public sealed record ModelRow(
    string Hash, ModelAbout About, string UploadedBy, long UploadedAt, string? ApprovedBy, long? ApprovedAt);

/// <summary>
/// A tenant's models, to read. A row never changes once it is there, except that somebody else than its uploader
/// approves it.
/// </summary>
public interface IModelStore
{
    ValueTask<ModelRow?> Find(TenantId tenant, string hash, CancellationToken cancel);

    /// <summary>The oldest first.</summary>
    ValueTask<IReadOnlyList<ModelRow>> All(TenantId tenant, CancellationToken cancel);

    ValueTask<ReadOnlyMemory<byte>?> File(TenantId tenant, string hash, CancellationToken cancel);

    ValueTask<ReadOnlyMemory<byte>?> Report(TenantId tenant, string hash, CancellationToken cancel);
}
