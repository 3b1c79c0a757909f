using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Tests.Support.Sealing;

/// <summary>What a tenant brings to another database: its keys bound to its number there, and its origin.</summary>
internal static class MovedTenant
{
    public static async Task<(List<TenantKeyRow> Keys, TenantOriginRow Origin)> Pack(
        IEnumerable<TenantKeyRow> rows, IKeyEncryptionKey kek, KeyRingOptions options, TenantOrigin origin,
        TenantOrigin there)
    {
        var keys = new List<TenantKeyRow>();
        TenantOriginRow? bound = null;
        foreach (var row in rows)
        {
            using var secret = new Secret(await kek.Unwrap(row.KekName, row.Wrapped, CancellationToken.None));
            var moved = row with { Tenant = new TenantId(there.Number) };
            keys.Add(moved with { Binding = TenantKeyBinding.Make(secret, moved, options) });
            if (row.Purpose == TenantKeyPurpose.Pseudonym)
            {
                bound = new TenantOriginRow(origin, TenantOriginBinding.Make(secret, there, origin));
            }
        }

        return (keys, bound!);
    }
}
