namespace OrleansRisk.Tenants.Stores;

/// <param name="Caller">Public id of the API key that calls.</param>
/// <param name="Key">The caller's own name for the call.</param>
public readonly record struct IdempotencyName(string Caller, string Key);

/// <param name="Hash">Of what was asked.</param>
/// <param name="At">When it was begun, milliseconds since 1970.</param>
/// <param name="Status">Null until it was answered.</param>
public sealed record IdempotencyRow(ReadOnlyMemory<byte> Hash, long At, int? Status, ReadOnlyMemory<byte> Answer);

/// <summary>Calls that may be sent again, and what became of them.</summary>
public interface IIdempotencyStore
{
    /// <summary>
    /// Null where the call is the first of its name and stands now as begun; otherwise the one before. What was begun
    /// before <paramref name="floor"/> is forgotten.
    /// </summary>
    ValueTask<IdempotencyRow?> Begin(IdempotencyName name, IdempotencyRow row, long floor, CancellationToken cancel);

    ValueTask Answer(IdempotencyName name, int status, ReadOnlyMemory<byte> answer, CancellationToken cancel);

    /// <summary>Nothing came of it: the name is free again.</summary>
    ValueTask Forget(IdempotencyName name, CancellationToken cancel);
}
