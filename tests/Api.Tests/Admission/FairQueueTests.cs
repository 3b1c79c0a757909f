using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Admission;

public sealed class FairQueueTests
{
    [Fact]
    public void Queue_OfManyTenants_GoesRoundThemAndKeepsTheOrderOfEach() => Seeds.Run(11, random =>
    {
        var queue = new FairQueue<(int Tenant, int Number)>();
        var (put, taken) = (new int[6], new int[6]);
        var since = new Dictionary<int, int>(); // places given to others while a tenant waits
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(2) == 0)
            {
                var tenant = random.Next(3) == 0 ? random.Next(1, 6) : 1; // the first one is noisy
                queue.Enqueue(new TenantId(tenant), (tenant, put[tenant]++));
                since.TryAdd(tenant, 0);
            }
            else if (queue.TryDequeue(out var item))
            {
                Assert.Equal(taken[item.Tenant]++, item.Number);
                Assert.InRange(since[item.Tenant], 0, 5);
                foreach (var other in since.Keys.ToList())
                {
                    since[other]++;
                }

                since.Remove(item.Tenant);
                if (put[item.Tenant] > taken[item.Tenant])
                {
                    since[item.Tenant] = 0;
                }
            }
            else
            {
                Assert.Equal(put, taken);
                Assert.True(queue.IsEmpty);
            }
        }
    });
}
