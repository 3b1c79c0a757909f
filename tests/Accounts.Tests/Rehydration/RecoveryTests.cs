using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Rehydration;

/// <summary>
/// An account read back is the account it was, or it is unavailable by a named cause; never a different one.
/// </summary>
public sealed class RecoveryTests
{
    private const string Account = "A-1";
    private const string Other = "A-2";

    [Theory]
    [InlineData(1, 64, 16)] // a snapshot with every event
    [InlineData(100_000, 100_000, 1)] // no snapshot at all
    [InlineData(7, 100_000, 5)]
    public async Task Activate_AfterARestart_IsBitForBitTheSame(int every, int onDeactivation, int perBatch)
    {
        var options = new EngineOptions
        {
            Accounts =
            new AccountOptions { SnapshotEvery = every, SnapshotOnDeactivation = onDeactivation }
        };
        await using var restarted = await VolatileEngine.Create(options);
        await using var steady = await VolatileEngine.Create(new EngineOptions { SameKeysAs = restarted });
        foreach (var batch in Stream(120).Chunk(perBatch))
        {
            await Assess(restarted, batch);
            await Assess(steady, batch);
            await restarted.Restart();
        }

        Assert.Equal(await Summary(steady), await Summary(restarted));
        Assert.Equal(StateHashes(steady, 120), StateHashes(restarted, 120));
    }

    [Fact]
    public async Task Activate_OverMonths_CarriesABaseIntoEachAndNeedsNothingBeforeIt()
    {
        await using var engine = await VolatileEngine.Create();
        for (var month = 0; month < 3; month++)
        {
            await Assess(engine, [Some.Transaction($"a{month}"), Some.Transaction($"b{month}")]);
            await Assess(engine, [Some.Transaction($"c{month}")]);
            engine.Time.MoveTo(engine.Time.GetUtcNow().AddMonths(1));
        }

        var before = await Summary(engine);
        var records = engine.Journal.All(engine.Tenant, engine.Key(Account));
        Assert.Equal([202603, 202603, 202603, 202604, 202604, 202605], records.Select(record => record.Month.Value));
        Assert.Equal(
            [202603, 202603, 202604, 202604, 202605, 202605], records.Select(record => record.NextMonth.Value));
        Assert.Equal([true, false, false, true, false, true], records.Select(record => !record.Base.IsEmpty));

        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows =>
        {
            rows.Snapshot = null;
            rows.Records.RemoveAll(record => record.Month.Value == 202603);
        });
        await engine.Restart();

        Assert.Equal(before, await Summary(engine));
        Assert.IsType<Failure.Expired>((await engine.Account(Account).Decision(engine.Caller(), 1)).Failure);
        Assert.True((await engine.Account(Account).Replay(engine.Caller(), 6)).Value!.Equal);
    }

    [Fact]
    public async Task Activate_DamagedSnapshot_CostsTimeAndNoData()
    {
        var options = new EngineOptions { Accounts = new AccountOptions { SnapshotEvery = 1 } };
        await using var engine = await VolatileEngine.Create(options);
        await Assess(engine, Stream(20));
        var before = await Summary(engine);
        await engine.Restart(); // writes what is waiting
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows =>
            rows.Snapshot = rows.Snapshot! with { Body = Flipped(rows.Snapshot.Body, 40) });

        Assert.Equal(before, await Summary(engine));
    }

    public static TheoryData<string, UnavailableCause> Damages => new()
    {
        { "body", UnavailableCause.SealBroken },
        { "base", UnavailableCause.SealBroken },
        { "state-hash", UnavailableCause.SealBroken }, // it is part of the seal's place
        { "previous-hash", UnavailableCause.ChainBroken },
        { "identities", UnavailableCause.ChainBroken },
        { "period", UnavailableCause.ChainBroken },
        { "generation", UnavailableCause.ChainBroken },
        { "scoring_version", UnavailableCause.UnknownScoringVersion },
        { "older-fold", UnavailableCause.ChainBroken },
        { "kind", UnavailableCause.UnknownRecord },
        { "deleted-middle", UnavailableCause.RecordMissing },
        { "deleted-first", UnavailableCause.RecordMissing },
        { "deleted-all", UnavailableCause.RecordMissing },
        { "doubled", UnavailableCause.ChainBroken },
        { "other-account", UnavailableCause.SealBroken },
        { "key-row", UnavailableCause.KeyMissing },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Activate_DamagedRecords_NamesTheCauseAndLeavesOthersAlone(string damage, UnavailableCause cause)
    {
        await using var engine = await VolatileEngine.Create();
        foreach (var batch in Stream(6).Chunk(2))
        {
            await Assess(engine, batch);
            await Assess(engine, batch, Other);
        }

        await engine.Restart();
        var other = engine.Journal.All(engine.Tenant, engine.Key(Other));
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows => Damage(rows, damage, other));

        var outcome = await engine.Account(Account).Assess(engine.Caller(), new(Account, [Some.Transaction("new")]));

        Assert.Equal(cause, Assert.IsType<Failure.Unavailable>(outcome.Failure).Cause);
        Assert.Equal(cause, (await engine.Account(Account).Describe(engine.Caller())).CauseOf());
        Assert.IsType<Answer.Decided>((await Assess(engine, [Some.Transaction("new")], Other)).Single());
    }

    [Theory]
    [InlineData(2)] // the newest record: no later one vouches for it
    [InlineData(1)]
    public async Task Activate_RecordForgedUnderItsOwnKey_DiffersInState(int index)
    {
        await using var engine = await VolatileEngine.Create();
        foreach (var batch in Stream(6).Chunk(2))
        {
            await Assess(engine, batch);
        }

        await engine.Restart();
        await Forgery.Change(
            engine, Account, index,
            at => at with { Transaction = at.Transaction with { AmountMinor = at.Transaction.AmountMinor + 1 } });

        Assert.Equal(
            UnavailableCause.StateHashDiffers, (await engine.Account(Account).Describe(engine.Caller())).CauseOf());
    }

    [Fact]
    public async Task Activate_UnreadableAccount_IsTriedAgainOnlyAfterItsBackOff()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Stream(3));
        await engine.Restart();
        JournalRecord? whole = null;
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows =>
        {
            whole = rows.Records[0];
            rows.Records[0] = whole with { Body = Flipped(whole.Body, 60) };
        });
        await engine.Account(Account).Describe(engine.Caller());
        var reads = engine.Journal.Reads;

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(
                UnavailableCause.SealBroken, (await engine.Account(Account).Describe(engine.Caller())).CauseOf());
        }

        Assert.Equal(reads, engine.Journal.Reads);
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows => rows.Records[0] = whole!);
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await engine.Account(Account).Describe(engine.Caller())).Value!.Summary.Sequence);
    }

    [Fact]
    public async Task Activate_JournalDoesNotAnswer_IsNotRecordedAndReadAtTheNextCall()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Stream(3));
        await engine.Restart();
        engine.Journal.ReadsFail = true;

        var outcome = await engine.Account(Account).Assess(engine.Caller(), new(Account, [Some.Transaction("new")]));
        Assert.Equal("journal_unavailable", Assert.IsType<Failure.Retry>(outcome.Failure).Cause);
        Assert.IsType<Failure.Retry>((await engine.Account(Account).Describe(engine.Caller())).Failure);

        engine.Journal.ReadsFail = false;
        Assert.IsType<Answer.Decided>((await Assess(engine, [Some.Transaction("new")])).Single());
    }

    [Fact]
    public async Task Activate_VaultLockedAway_IsUnavailableUntilItIsBack()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Stream(3));
        await engine.Restart();
        engine.Kek.Locked = UnavailableCause.VaultUnreachable;
        engine.Time.Advance(JournalLimits.TenantKeyAgeMax);
        Assert.Equal(
            UnavailableCause.VaultUnreachable, (await engine.Account(Account).Describe(engine.Caller())).CauseOf());

        engine.Kek.Locked = null;
        engine.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(3, (await engine.Account(Account).Describe(engine.Caller())).Value!.Summary.Sequence);
    }

    [Fact]
    public async Task Activate_TombstonedKey_IsErased()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Stream(3));
        await engine.Restart();
        engine.Journal.Tamper(
            engine.Tenant, engine.Key(Account), rows => rows.Key = rows.Key! with { Tombstone = true });

        Assert.IsType<Failure.Erased>(
            (await engine.Account(Account).Assess(engine.Caller(), new(Account, [Some.Transaction()]))).Failure);
        Assert.IsType<Failure.Erased>((await engine.Account(Account).Describe(engine.Caller())).Failure);
    }

    internal static Transaction[] Stream(int count, int seed = 5)
    {
        var random = new Random(seed);
        var at = Some.Moment - (86_400_000L * 20);
        return [.. Enumerable.Range(0, count).Select(i => Some.Transaction(
            $"t-{i}", at: at += random.Next(60_000, 14_400_000), amount: random.Next(1, 90_000) / 100m,
            direction: random.Next(5) == 0 ? Direction.Credit
                : Direction.Debit, counterparty: $"shop {random.Next(12)}"))];
    }

    private static void Damage(VolatileJournal.Rows rows, string damage, IReadOnlyList<JournalRecord> other)
    {
        var second = rows.Records[1];
        rows.Snapshot = null;
        switch (damage)
        {
            case "base":
                rows.Records[0] = rows.Records[0] with { Base = Flipped(rows.Records[0].Base, 50) };
                break;
            case "deleted-middle":
                rows.Records.RemoveAt(1);
                break;
            case "deleted-first":
                rows.Records.RemoveAt(0);
                break;
            case "deleted-all":
                rows.Records.Clear();
                break;
            case "doubled":
                rows.Records.Insert(1, second);
                break;
            case "key-row":
                rows.Key = null;
                break;
            default:
                rows.Records[1] = Damaged(second, damage, other[1]);
                break;
        }
    }

    private static JournalRecord Damaged(JournalRecord record, string damage, JournalRecord other) => damage switch
    {
        "body" => record with { Body = Flipped(record.Body, 70) },
        "state-hash" => record with { StateHash = record.StateHash ^ 1 },
        "previous-hash" => record with { PreviousHash = record.PreviousHash ^ 1 },
        "identities" => record with { Identities = Flipped(record.Identities, 0) },
        "period" => record with { Month = record.Month.Next(), NextMonth = record.NextMonth.Next() },
        "generation" => record with { Generation = 2 },
        "scoring_version" => record with { ScoringVersion = 99 },
        "older-fold" => record with { ScoringVersion = 1 },
        "kind" => record with { Kind = (RecordKind)77 },
        "other-account" => record with { Body = other.Body },
        _ => throw new ArgumentOutOfRangeException(nameof(damage), damage, "no such damage"),
    };

    private static byte[] Flipped(ReadOnlyMemory<byte> bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    private static async Task<IReadOnlyList<Answer>> Assess(
        VolatileEngine engine, Transaction[] items, string account = Account)
    {
        var outcome = await engine.Account(account).Assess(engine.Caller(), new TransactionBatch(account, items));
        return Expect.Done(outcome).Answers;
    }

    private static async Task<string> Summary(VolatileEngine engine) =>
        Shown.Summary((await engine.Account(Account).Describe(engine.Caller())).Value!.Summary);

    private static IEnumerable<ulong> StateHashes(VolatileEngine engine, long sequence) => engine.Journal
        .All(engine.Tenant, engine.Key(Account)).Where(
            record => record.LastSequence == sequence).Select(record => record.StateHash);
}
