using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Journal;

public sealed class FeedTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    [Fact]
    public async Task AfterPositions_Commits_AreNeverCutAndEachWriterIsInOrder()
    {
        await using var stores = await Fresh();
        await using var one = await stores.Writers.Open(default);
        await using var other = await stores.Writers.Open(default);
        for (var n = 1; n <= 3; n++)
        {
            await one.Commit(n, Group($"a{n}", 5));
            await other.Commit(n, Group($"b{n}", 3));
        }

        var positions = new Dictionary<int, long>();
        var pages = new List<int>();
        var seen = new List<(int Writer, long Commit)>();
        while (await stores.Journal.AfterPositions(positions, 4, default) is { Count: > 0 } page)
        {
            pages.Add(page.Count);
            foreach (var record in page)
            {
                positions[record.Writer] = record.Commit;
                seen.Add((record.Writer, record.Commit));
            }
        }

        Assert.Equal([5, 8, 8, 3], pages); // whole commits: the first alone reaches 4, later ones go in pairs
        Assert.Equal(seen.Order(), seen.OrderBy(item => item.Writer).ThenBy(item => item.Commit));
        Assert.Equal(24, seen.Count);
        Assert.All(seen.GroupBy(item => item.Writer), writer => Assert.Equal(
            writer.Select(item => item.Commit).Order(), writer.Select(item => item.Commit)));
    }

    [Fact]
    public async Task AfterPositions_WritersThatStandWhereTheReaderStands_AreLeftOut()
    {
        await using var stores = await Fresh();
        await using var one = await stores.Writers.Open(default);
        await using var other = await stores.Writers.Open(default);
        await one.Commit(1, Group("old", 2));
        await other.Commit(1, Group("new", 2));

        var page = await stores.Journal.AfterPositions(new Dictionary<int, long> { [one.Id] = 1 }, 100, default);

        Assert.All(page, record => Assert.Equal(other.Id, record.Writer));
        Assert.Equal(2, page.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task AfterPositions_AccountWandersBetweenWriters_ComesInOrderWhereverItIsCut(int limit)
    {
        await using var stores = await Fresh();
        await using var one = await stores.Writers.Open(default);
        await using var other = await stores.Writers.Open(default);
        var numbers = new Dictionary<int, long> { [one.Id] = 0, [other.Id] = 0 };
        for (var sequence = 1; sequence <= 12; sequence++)
        {
            var writer = sequence % 3 == 0 ? one : other;
            await writer.Commit(++numbers[writer.Id], Some.Record("wanders", first: sequence, withKey: sequence == 1));
        }

        var positions = new Dictionary<int, long>();
        var sequences = new List<long>();
        while (await stores.Journal.AfterPositions(positions, limit, default) is { Count: > 0 } page)
        {
            sequences.AddRange(page.Select(record => record.FirstSequence));
            foreach (var record in page)
            {
                positions[record.Writer] = record.Commit;
            }
        }

        Assert.Equal(Enumerable.Range(1, 12).Select(sequence => (long)sequence), sequences);
    }

    [Fact]
    public async Task AfterPositions_TwoWritersUnderLoad_WhoSeesARecordHasSeenTheOneBefore()
    {
        await using var stores = await Fresh();
        await using var one = await stores.Writers.Open(default);
        await using var other = await stores.Writers.Open(default);
        const int accounts = 40, records = 60;
        using var done = new CancellationTokenSource();

        // Accounts wander between the writers: each next record goes to the writer that is free, after the one before
        // is committed.
        var writing = Write([one, other], accounts, records).ContinueWith(
            written => { done.Cancel(); return written; }, TaskScheduler.Default).Unwrap();
        var (seen, pages, crossings) = await Follow(stores.Journal, done.Token);
        await writing;

        Assert.Equal(accounts * records, seen.Values.Sum());
        Assert.True(pages > 5, $"{pages} pages show little");
        Assert.True(crossings > 50, $"{crossings} accounts' records changed lanes: that shows little");
    }

    private static async Task Write(IJournalWriter[] writers, int accounts, int records)
    {
        var ready =
            new ConcurrentQueue<(int Account, int Next)>(Enumerable.Range(0, accounts).Select(account => (account, 1)));
        var left = accounts;
        await Task.WhenAll(writers.Select((writer, which) => Task.Run(async () =>
        {
            var random = new Random(which);
            for (long number = 1; Volatile.Read(ref left) > 0;)
            {
                var taken = new List<(int Account, int Next)>();
                while (taken.Count < random.Next(1, 12) && ready.TryDequeue(out var item))
                {
                    taken.Add(item);
                }

                if (taken.Count == 0)
                {
                    await Task.Yield();
                    continue;
                }

                var outcome = await writer.Commit(number++, [.. taken.Select(item => Some.Record(
                    $"wander-{item.Account}", first: item.Next, withKey: item.Next == 1, bodyLength: 40))]);
                Writers.AssertAll(RowOutcome.Committed, outcome);
                foreach (var (account, next) in taken)
                {
                    if (next == records)
                    {
                        Interlocked.Decrement(ref left);
                    }
                    else
                    {
                        ready.Enqueue((account, next + 1));
                    }
                }
            }
        })));
    }

    private static async Task<(Dictionary<AccountKey, long> Seen, int Pages, int Crossings)> Follow(
        IJournalReader journal, CancellationToken writingIsOver)
    {
        var positions = new Dictionary<int, long>();
        var seen = new Dictionary<AccountKey, long>();
        var writers = new Dictionary<AccountKey, int>();
        var (pages, crossings) = (0, 0);
        for (var over = false; ; pages++)
        {
            var page = await journal.AfterPositions(positions, 7, default);
            if (page.Count == 0 && over)
            {
                return (seen, pages, crossings);
            }

            over = writingIsOver.IsCancellationRequested;
            foreach (var record in page)
            {
                Assert.Equal(seen.GetValueOrDefault(record.Account) + 1, record.FirstSequence);
                var stood = positions.GetValueOrDefault(record.Writer);
                Assert.InRange(record.Commit, stood, stood + 1);
                crossings += writers.TryGetValue(record.Account, out var writer) && writer != record.Writer ? 1 : 0;
                (seen[record.Account], positions[record.Writer], writers[record.Account]) =
                    (record.FirstSequence, record.Commit, record.Writer);
            }
        }
    }

    private static JournalRecord[] Group(string name, int count) =>
    [
        .. Enumerable.Range(0, count).Select(
            i => Some.Record($"{name}-{i}", withKey: true, tenant: new TenantId(1 + (i % 2)))),
    ];

    /// <summary>The feed is of the whole database: each test empties it first.</summary>
    private async Task<PostgresStores> Fresh()
    {
        await fixture.Database.Execute("truncate risk.journal, risk.subject_keys, risk.lanes");
        return StoresFixture.Open(fixture.Database.Options);
    }
}
