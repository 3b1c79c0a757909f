using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Changes;

/// <summary>
/// A change of what a tenant has in force, as it stands in the tenant's numbered list of changes. The list holds
/// nothing of a customer.
/// </summary>
/// <param name="Tenant">The tenant; <see cref="Platform"/> for the keys of the platform's operators.</param>
/// <param name="Sequence">From 1, without a gap.</param>
/// <param name="Subject">Name, id or hash of what was changed; empty if the kind says it.</param>
/// <param name="Version">Version of the subject from now on; 0 if it has none.</param>
/// <param name="Actor">Principal of whoever asked for it.</param>
/// <param name="At">Milliseconds since 1970.</param>
/// <param name="ContentHash">SHA-256 of what was changed, as it is now.</param>
/// <param name="PreviousHash">Hash of the change before; zeros for the first.</param>
public sealed record TenantChange(
    TenantId Tenant, long Sequence, TenantChangeKind Kind, string Subject, int Version, string Actor, long At,
    ReadOnlyMemory<byte> ContentHash, ReadOnlyMemory<byte> PreviousHash)
{
    private const string Domain = "OrleansRisk tenant change 1\0";

    /// <summary>Under which changes of the platform itself stand: it is no tenant's number.</summary>
    public static TenantId Platform => default;

    /// <summary>What the next change names, so that none can be changed or left out unseen.</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[22];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, Sequence);
        BinaryPrimitives.WriteInt16LittleEndian(numbers[8..], (short)Kind);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[10..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[14..], At);
        hash.AppendData(Encoding.UTF8.GetBytes(Domain));
        hash.AppendData(numbers);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Subject}\0{Actor}\0"));
        hash.AppendData(ContentHash.Span);
        hash.AppendData(PreviousHash.Span);
        return hash.GetHashAndReset();
    }
}
