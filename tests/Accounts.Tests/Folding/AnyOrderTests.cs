using System.Globalization;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Tests.Timeline;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Folding;

/// <summary>
/// Any order, one truth: whatever the order and the batches in which a history arrives, with live lines, duplicates,
/// restarts and rebuilds between, the account ends in the state of a stream in order of time; and every decision that
/// was given on the way replays to the bit. RISK_HISTORIES says how many are drawn.
/// </summary>
public sealed class AnyOrderTests
{
    private const string Streamed = "A-streamed", Arrived = "A-arrived";

    private static readonly int Histories = int.Parse(
        Environment.GetEnvironmentVariable("RISK_HISTORIES") is { Length: > 0 } asked ? asked : "300",
        CultureInfo.InvariantCulture);

    [Fact]
    public Task Histories_DrawnAndShuffled_EndInTheStateOfAStreamInOrder() => Seeds.Run(2_025, async random =>
    {
        for (var i = 0; i < Histories; i++)
        {
            var seed = random.Next();
            try
            {
                await Run(new Random(seed));
            }
            catch (Exception failure)
            {
                throw new SeedException(seed, failure);
            }
        }
    });

    private static async Task Run(Random random)
    {
        await using var engine = await VolatileEngine.Create(new EngineOptions
        {
            Accounts = new AccountOptions { SnapshotEvery = random.Next(2, 40) },
        });
        var history = DrawnHistory.Draw(random, random.Next(3, 90), Some.Moment - 1_000);
        foreach (var part in history.Chunk(256))
        {
            Assert.All(
                await Send(engine, Streamed, part, IngestMode.History),
                answer => Assert.IsType<Answer.Decided>(answer));
        }

        await Arrive(engine, random, history);
        Assert.Equal(0, (await Rebuild(engine)).LeftOut);
        Equal(await Lives.State(engine, Streamed), await Lives.State(engine, Arrived));

        await engine.Restart();
        Equal(await Lives.State(engine, Streamed), await Lives.State(engine, Arrived));
        await ReplayAll(engine, random);
        Assert.False((await Rebuild(engine)).Recorded, "nothing moved, and it was recorded");
    }

    /// <summary>Parts in any order, each as it is, turned or shuffled; what cannot come yet is sent again.</summary>
    private static async Task Arrive(VolatileEngine engine, Random random, List<Transaction> history)
    {
        var parts = history.Chunk(random.Next(1, 40)).ToArray();
        random.Shuffle(parts);
        var waiting = new Queue<Transaction[]>(parts);
        for (var round = 0; waiting.TryDequeue(out var part); round++)
        {
            Assert.True(round < 2_000, "what was refused is refused for ever");
            Disorder(random, part);
            var mode = random.Next(6) == 0 && part.All(IsWithinRetention) ? IngestMode.Live : IngestMode.History;
            var answers = await Send(engine, Arrived, part, mode);
            var refused = part.Where((_, i) => answers[i] is Answer.Refused).ToArray();
            if (refused.Length > 0)
            {
                waiting.Enqueue(refused);
            }

            if (random.Next(9) == 0)
            {
                Assert.All(await Send(engine, Arrived, part.Except(refused).ToArray(), IngestMode.History),
                    answer => Assert.True(Assert.IsType<Answer.Decided>(answer).Duplicate));
            }

            if ((random.Next(7) == 0 || refused.Length > 0)
                && engine.Journal.All(engine.Tenant, engine.Key(Arrived)).Count > 0)
            {
                await Rebuild(engine);
            }

            if (random.Next(7) == 0)
            {
                await engine.Restart();
            }
        }
    }

    private static bool IsWithinRetention(Transaction row) => row.At > Some.Moment - (300L * 86_400_000);

    private static void Disorder(Random random, Transaction[] part)
    {
        switch (random.Next(3))
        {
            case 0:
                Array.Reverse(part);
                break;
            case 1:
                random.Shuffle(part);
                break;
            default:
                break;
        }
    }

    private static async Task<IReadOnlyList<Answer>> Send(
        VolatileEngine engine, string account, Transaction[] items, IngestMode mode) => items.Length == 0
        ? []
        : Expect.Done(await engine.Account(account).Assess(
            engine.Caller(), new TransactionBatch(account, items, mode))).Answers;

    private static async Task<RebuildResult> Rebuild(VolatileEngine engine) => Expect.Done(
        await engine.Account(Arrived).Rebuild(engine.Caller(), new RebuildRequest("tests")));

    private static async Task ReplayAll(VolatileEngine engine, Random random)
    {
        var newest = engine.Journal.All(engine.Tenant, engine.Key(Arrived))[^1].LastSequence;
        for (var sequence = 1L; sequence <= newest; sequence += random.Next(1, 12))
        {
            var replay = await engine.Account(Arrived).Replay(engine.Caller(), sequence);
            Assert.Null(replay.Value?.FirstDifference);
        }
    }

    /// <summary>Every block but the sequence in the header and the sequences in the ring of identities.</summary>
    internal static void Equal(byte[] expected, byte[] actual) =>
        Assert.Equal(WithoutSequences(expected), WithoutSequences(actual));

    private static string WithoutSequences(byte[] state)
    {
        var blocks = state.AsSpan(0, AccountState.Size).ToArray();
        blocks.AsSpan(8, sizeof(long)).Clear();
        for (var slot = 0; slot < Layout.IdentitySlots; slot++)
        {
            blocks.AsSpan(Layout.Identities + 16 + (slot * Layout.IdentitySlot) + 16, sizeof(long)).Clear();
        }

        return Convert.ToHexString(blocks);
    }
}
