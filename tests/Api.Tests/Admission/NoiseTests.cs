using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Admission;

/// <summary>
/// A tenant that sends twenty times what is taken of it, and a quiet one beside it. What is under way ends together,
/// like a group that commits, every 20 ms of the test's clock.
/// </summary>
public sealed class NoiseTests
{
    private static readonly TimeSpan Group = TimeSpan.FromMilliseconds(20);

    [Theory]
    [InlineData(Limits.BatchesUnderWayMax * 20, 1)]
    [InlineData(Limits.BatchesUnderWayMax, 20)] // each account always has more
    public async Task QuietTenant_BesideANoisyOne_WaitsOneGroupMoreAtMost(int accounts, int linesEach)
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        host.Actors.Remembers = false;
        var groups = new Groups(host.Actors);
        var batches = host.App.Services.GetRequiredService<AccountBatches>();
        var alone = await Wait(batches, groups, time, Slots(tenant: 2, accounts: 1, linesEach: 1));

        Add(batches, Slots(tenant: 1, accounts, linesEach));
        List<TimeSpan> beside = [];
        for (var i = 0; i < 8; i++)
        {
            beside.Add(await Wait(batches, groups, time, Slots(tenant: 2, accounts: 1, linesEach: 1, from: i)));
        }

        Assert.Equal(Group, alone);
        Assert.All(beside, waited => Assert.InRange(waited, Group, 2 * Group));
        Assert.True(batches.Count >= Limits.BatchesUnderWayMax, "the noise had ended");
    }

    /// <summary>How long one line takes, groups ending one after the other.</summary>
    private static async Task<TimeSpan> Wait(AccountBatches batches, Groups groups, ManualTime time, List<Slot> slots)
    {
        var began = time.GetUtcNow();
        Add(batches, slots);
        while (!slots[0].IsDone)
        {
            Assert.InRange(time.GetUtcNow() - began, TimeSpan.Zero, 100 * Group);
            time.Advance(Group);
            await groups.End();
        }

        return time.GetUtcNow() - began;
    }

    private static void Add(AccountBatches batches, List<Slot> slots)
    {
        var touched = new List<AccountQueue>();
        foreach (var slot in slots)
        {
            batches.Add(slot, touched);
        }

        batches.Start(touched);
    }

    private static List<Slot> Slots(int tenant, int accounts, int linesEach, int from = 0)
    {
        var caller = new Caller(new TenantId(tenant), "test", Roles.Ingest, "req");
        // A batch is of one upload: lines of two by turns go one by one.
        Upload[] uploads = [Of(caller), Of(caller)];
        var slots = new List<Slot>();
        for (var account = from; account < from + accounts; account++)
        {
            var known = new KnownAccount($"A-{account}", new AccountKey((UInt128)account + 1));
            for (var line = 0; line < linesEach; line++)
            {
                var slot = new Slot();
                var read = new TransactionLine(known, Some.Transaction($"T-{line}"), $"T-{line}", null);
                slot.Begin(uploads[line % 2], line + 1, read, 0);
                slots.Add(slot);
            }
        }

        return slots;
    }

    private static Upload Of(Caller caller) =>
        new(caller, "key", IngestMode.Live, whatIf: false, DeadlineRule.None);

    /// <summary>Answers nothing until a group ends; then everything that is under way.</summary>
    private sealed class Groups
    {
        private readonly ConcurrentQueue<TaskCompletionSource> _underWay = new();

        public Groups(ScriptedActors actors) => actors.OnAssess = async (_, _, batch) =>
        {
            var committed = new TaskCompletionSource();
            _underWay.Enqueue(committed);
            await committed.Task;
            return actors.Decided(batch);
        };

        /// <summary>Ends those that are under way now; what they make room for belongs to the next group.</summary>
        public Task End()
        {
            for (var count = _underWay.Count; count > 0 && _underWay.TryDequeue(out var committed); count--)
            {
                committed.SetResult();
            }

            return Task.CompletedTask;
        }
    }
}
