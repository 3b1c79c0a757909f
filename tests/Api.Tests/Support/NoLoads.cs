using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Keeps no load and has none.</summary>
internal sealed class NoLoads : ILoadStore
{
    public ValueTask Begin(TenantId tenant, LoadHead head, long now, CancellationToken cancel) => default;

    public ValueTask AddParts(
        TenantId tenant, UInt128 id, IReadOnlyList<LoadPart> parts, CancellationToken cancel) => default;

    public ValueTask Complete(TenantId tenant, UInt128 id, CancellationToken cancel) => default;

    public ValueTask<HeldLoads> Held(TenantId tenant, long now, CancellationToken cancel) =>
        ValueTask.FromResult(new HeldLoads(0, 0, []));

    public ValueTask<LoadHead?> Find(TenantId tenant, UInt128 id, long now, CancellationToken cancel) => default;

    public ValueTask<IReadOnlyList<LoadHead>> Before(
        TenantId tenant, long createdAt, UInt128 id, long from, int limit, long now, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<LoadHead>>([]);

    public ValueTask<IReadOnlyList<LoadPart>> Parts(
        TenantId tenant, UInt128 id, LoadPartKind kind, int from, int count, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<LoadPart>>([]);

    public ValueTask<bool> Take(TenantId tenant, UInt128 id, long now, long until, CancellationToken cancel) => default;

    public ValueTask Note(
        TenantId tenant, UInt128 id, LoadState state, int partsDone, long rowsDone, long refused, long until,
        CancellationToken cancel) => default;

    public ValueTask PutPart(TenantId tenant, UInt128 id, LoadPart part, CancellationToken cancel) => default;

    public ValueTask Extend(TenantId tenant, UInt128 id, long until, CancellationToken cancel) => default;

    public ValueTask<bool> Delete(TenantId tenant, UInt128 id, long now, CancellationToken cancel) => default;
}
