using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Postgres;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tests.Support;

/// <summary>Tenants of a database, made as a host makes them.</summary>
public static class MadeTenants
{
    /// <summary>The writer of changes of a process that tells nobody.</summary>
    public static ChangeWriter Changes(this PostgresStores stores) => new(
        stores.TenantWrites, stores.TenantChanges, new TenantNotices([]), TimeProvider.System, NullLogger.Instance);

    public static async Task<TenantRow> Make(this PostgresStores stores, TenantSettings settings)
    {
        var made = await new NewTenants(stores.Tenants, stores.Changes(), stores.Nodes, TimeProvider.System)
            .Add("tests", settings, CancellationToken.None);
        return made.Value ?? throw new InvalidOperationException($"{settings.Name}: {made.Failure}");
    }

    /// <summary>Commits effects under the tenant's next number; false if they were not written.</summary>
    public static async Task<bool> Next(this PostgresStores stores, TenantId tenant, params TenantEffect[] effects)
    {
        var rows = await stores.TenantChanges.Before(tenant, long.MaxValue, 1, default);
        var last = rows.Count == 0 ? null : rows[0];
        return await stores.TenantWrites.Commit(
            new TenantChange(
                tenant, (last?.Sequence ?? 0) + 1, TenantChangeKind.SettingsChanged, "", 0, "tests", 1, new byte[32],
                last?.Hash() ?? new byte[32]),
            effects, default);
    }

    /// <summary>What a tenant's actor needs over a database.</summary>
    public static TenantServices Services(
        this PostgresStores stores, TenantDirectory directory, TimeProvider time) => new(
        new TenantStores(stores.Tenants, stores.Maps, stores.Models, stores.ReferenceData, stores.Consents), directory,
        new Tenants.Versions.TenantScoringVersions(stores.ReferenceData, time), stores.Changes(), stores.Nodes, time);
}
