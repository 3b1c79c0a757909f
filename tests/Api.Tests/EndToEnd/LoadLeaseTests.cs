using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Loads;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>A load is its committer's as long as that goes on, however long a round of it takes.</summary>
public sealed class LoadLeaseTests
{
    [Fact]
    public async Task Lease_OfARoundThatTakesMinutes_IsRenewedUntilItEnds()
    {
        var time = new ManualTime();
        var store = new Kept();
        var parts = new LoadParts(new KeptLoads(store, null!, time), null!, null!, null!, null!, time);
        await using (new LoadLease(parts, new TenantId(1), 7))
        {
            for (var second = 0; second < 180; second += 5)
            {
                var renewed = store.Renewed;
                time.Advance(TimeSpan.FromSeconds(5));
                if (second % 10 == 5)
                {
                    Assert.True(SpinWait.SpinUntil(() => store.Renewed > renewed, TimeSpan.FromSeconds(10)));
                    Assert.Equal(time.GetUtcNow().AddSeconds(30).ToUnixTimeMilliseconds(), store.Until);
                }
            }
        }

        var last = store.Renewed;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(last, store.Renewed);
    }

    private sealed class Kept : ILoadStore
    {
        private int _renewed;

        public int Renewed => Volatile.Read(ref _renewed);

        public long Until { get; private set; }

        public ValueTask Extend(TenantId tenant, UInt128 id, long until, CancellationToken cancel)
        {
            Until = until;
            Interlocked.Increment(ref _renewed);
            return default;
        }

        public ValueTask Begin(TenantId tenant, LoadHead head, long now, CancellationToken cancel) => default;

        public ValueTask AddParts(
            TenantId tenant, UInt128 id, IReadOnlyList<LoadPart> parts, CancellationToken cancel) => default;

        public ValueTask PutPart(TenantId tenant, UInt128 id, LoadPart part, CancellationToken cancel) => default;

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

        public ValueTask<bool> Take(
            TenantId tenant, UInt128 id, long now, long until, CancellationToken cancel) => default;

        public ValueTask Note(
            TenantId tenant, UInt128 id, LoadState state, int partsDone, long rowsDone, long refused, long until,
            CancellationToken cancel) => default;

        public ValueTask<bool> Delete(TenantId tenant, UInt128 id, long now, CancellationToken cancel) => default;
    }
}
