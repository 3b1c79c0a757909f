using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Grains.Hosting;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Contract;

/// <summary>
/// What accounts promise their callers, kept by grains of two silos; the journal beneath them is in memory, so that it
/// can be held, broken and read.
/// </summary>
public sealed class GrainContractTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task Assess_NewTransaction_IsDecided()
    {
        await using var host = await GrainContractHost.Start();

        var answer = Only(await Assess(host, "t-1"));

        Assert.False(Assert.IsType<Answer.Decided>(answer).Duplicate);
        Assert.Single(Records(host));
    }

    [Fact]
    public async Task Assess_SameAgain_IsTheFirstAnswerAsADuplicate()
    {
        await using var host = await GrainContractHost.Start();
        var first = Assert.IsType<Answer.Decided>(Only(await Assess(host, "t-1")));

        var again = Assert.IsType<Answer.Decided>(Only(await Assess(host, "t-1")));

        Assert.True(again.Duplicate);
        Assert.Equal(Shown.Answer(first.Entry), Shown.Answer(again.Entry));
        Assert.Single(Records(host));
    }

    [Fact]
    public async Task Assess_ReusedId_IsAConflictThatNamesTheField()
    {
        await using var host = await GrainContractHost.Start();
        await Assess(host, "t-1", amount: 10);

        Assert.Equal(["amount"], Assert.IsType<Answer.Conflict>(Only(await Assess(host, "t-1", amount: 11))).Fields);
    }

    [Fact]
    public async Task Assess_UnexpectedExceptionBeforeTheJournal_IsNotRecorded()
    {
        await using var host = await GrainContractHost.Start();

        var outcome = await host.Account(Account).Assess(
            host.Caller(), new TransactionBatch("not this account", [Some.Transaction("t-1")]));

        Assert.IsType<Failure.Retry>(outcome.Failure);
        Assert.Empty(Records(host));
        Assert.IsType<Answer.Decided>(Only(await Assess(host, "t-1")));
    }

    [Fact]
    public async Task Assess_UnexpectedExceptionInTheJournal_IsUnknownAndTheAccountGoesOn()
    {
        await using var host = await GrainContractHost.Start();
        await Assess(host, "t-1");
        host.Journal.FaultOf = static (number, _) => number == 2 ? Fault.Throws : Fault.None;

        Assert.IsType<Failure.Unknown>((await Assess(host, "t-2")).Failure);
        Assert.False(Assert.IsType<Answer.Decided>(Only(await Assess(host, "t-2"))).Duplicate);
    }

    [Theory]
    [InlineData(Fault.UnknownCommitted, true)]
    [InlineData(Fault.UnknownLost, false)]
    internal async Task Assess_OutcomeUnknown_IsToldAsUnknownAndSettledBySendingAgain(Fault fault, bool duplicate)
    {
        await using var host = await GrainContractHost.Start();
        host.Journal.FaultOf = (number, _) => number == 1 ? fault : Fault.None;

        Assert.IsType<Failure.Unknown>((await Assess(host, "t-1")).Failure);
        Assert.Equal(duplicate, Assert.IsType<Answer.Decided>(Only(await Assess(host, "t-1"))).Duplicate);
        Assert.Single(Records(host));
    }

    [Fact]
    public async Task Assess_TimeOut_IsUnknownAndTheTurnGoesOn()
    {
        await using var host = await GrainContractHost.Start(
            new GrainOptions { CallTimeout = TimeSpan.FromSeconds(2) });
        host.Journal.Hold();

        Assert.IsType<Failure.Unknown>((await Assess(host, "t-1")).Failure);
        host.Journal.Release();
        Assert.True(Assert.IsType<Answer.Decided>(Only(await Assess(host, "t-1"))).Duplicate);
    }

    [Fact]
    public async Task Assess_Overload_IsNotRecordedAndSaysWhenToComeBack()
    {
        await using var host = await GrainContractHost.Start(new GrainOptions { CallsPerGrain = 1 });
        host.Journal.Hold();
        var calls = Enumerable.Range(0, 12).Select(i => Assess(host, $"t-{i}").AsTask()).ToList();

        var refused = Assert.IsType<Failure.Retry>((await await Task.WhenAny(calls)).Failure);
        host.Journal.Release();
        var outcomes = await Task.WhenAll(calls);

        Assert.True(refused.After > TimeSpan.Zero);
        Assert.Equal(outcomes.Count(static outcome => outcome.IsDone), Records(host).Count);
        Assert.Contains(outcomes, outcome => outcome.IsDone);
    }

    [Fact]
    public async Task Read_WhileATurnWaitsForItsCommit_ShowsTheCommittedState()
    {
        await using var host = await GrainContractHost.Start();
        await Assess(host, "t-0");
        host.Journal.Hold();
        var pending = Assess(host, "t-1").AsTask();

        Assert.Equal(1, (await Describe(host)).Value!.Summary.Sequence);
        Assert.Equal("t-0", (await host.Account(Account).Decision(host.Caller(), 1)).Value!.Transaction.Id);
        Assert.False(pending.IsCompleted);
        host.Journal.Release();
        await pending;

        Assert.Equal(2, (await Describe(host)).Value!.Summary.Sequence);
    }

    [Fact]
    public async Task Turns_OfOneAccount_AreTakenOneAtATime()
    {
        await using var host = await GrainContractHost.Start();
        await Assess(host, "t-0");
        host.Journal.Hold();
        var calls = Enumerable.Range(1, 5).Select(i => Assess(host, $"t-{i}").AsTask()).ToList();
        for (var i = 0; i < 50; i++)
        {
            await Describe(host); // as many chances for a second one to get in
        }

        Assert.InRange(host.Journal.Appends, 1, 2);
        host.Journal.Release();
        var answers = (await Task.WhenAll(calls)).Select(Only).Cast<Answer.Decided>();

        Assert.Equal([2L, 3, 4, 5, 6], answers.Select(static answer => answer.Entry.Inputs.Sequence).Order());
        Assert.Equal(6, host.Journal.Appends);
    }

    [Fact]
    public async Task Assess_CallerThatWaitsNoLonger_ChangesNothing()
    {
        await using var host = await GrainContractHost.Start();
        host.Journal.Hold();
        using var gone = new CancellationTokenSource();
        var pending = Assess(host, "t-1").AsTask();
        var waiting = pending.WaitAsync(gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        host.Journal.Release();
        await pending;

        Assert.True(Assert.IsType<Answer.Decided>(Only(await Assess(host, "t-1"))).Duplicate);
    }

    [Fact]
    public async Task Calls_OnAnotherTenantsAccount_AreDeniedAndReadNothing()
    {
        await using var host = await GrainContractHost.Start();
        await Assess(host, "t-1");
        var stranger = host.Caller() with { Tenant = new TenantId(host.Tenant.Value + 1) };
        var account = host.Account(Account);
        var reads = host.Journal.Reads;

        Assert.IsType<Failure.Denied>(
            (await account.Assess(stranger, new(Account, [Some.Transaction("t-2")]))).Failure);
        Assert.IsType<Failure.Denied>(
            (await account.WhatIf(stranger, new(Account, [Some.Transaction("t-2")]))).Failure);
        Assert.IsType<Failure.Denied>((
            await account.Label(stranger, new("t-1", LabelKind.Fraud, Some.Moment, "x"))).Failure);
        Assert.IsType<Failure.Denied>((await account.ChangeSettings(stranger, new() { Account = Account })).Failure);
        Assert.IsType<Failure.Denied>((await account.Describe(stranger)).Failure);
        Assert.IsType<Failure.Denied>((await account.Decision(stranger, 1)).Failure);
        Assert.IsType<Failure.Denied>((await account.Decisions(stranger, new(null, 0, 10))).Failure);
        Assert.IsType<Failure.Denied>((await account.Replay(stranger, 1)).Failure);
        Assert.Equal(reads, host.Journal.Reads);
        Assert.Single(Records(host));
    }

    [Fact]
    public async Task Settings_StatedTwice_AreRecordedOnceAndShown()
    {
        await using var host = await GrainContractHost.Start();
        var account = host.Account(Account);
        var settings = new SettingsRequest
        {
            Account = Account,
            Zone = "Europe/Prague",
            CurrencyNumber = 978,
            OpenedDay = 20_000,
            Segment = "retail",
            Customers = ["cus_1", "cus_2"],
        };

        var first = await account.ChangeSettings(host.Caller(), settings);
        var again = await account.ChangeSettings(host.Caller(), settings);

        Assert.Equal((true, false), (Expect.Done(first).Recorded, Expect.Done(again).Recorded));
        Assert.Equal(RecordKind.SettingsChanged, Assert.Single(Records(host)).Kind);
        await host.Forget(Account);
        var shown = await Describe(host);
        Assert.Null(shown.Failure);
        var profile = shown.Value!.Profile;
        Assert.Equal(
            (false, "Europe/Prague", (ushort)978, 20_000, "retail", 2),
            (profile.Defaults, profile.Zone, profile.CurrencyNumber, profile.OpenedDay, profile.Segment,
                profile.Customers.Count));
    }

    [Fact]
    public async Task Assess_ModeWithoutItsRole_IsDenied()
    {
        await using var host = await GrainContractHost.Start();
        var account = host.Account(Account);
        var history = new TransactionBatch(Account, [Some.Transaction("t-1")], IngestMode.History);

        Assert.IsType<Failure.Denied>(
            (await account.Assess(host.Caller() with { Roles = Roles.Ingest }, history)).Failure);
        Assert.Empty(Records(host));
    }

    [Fact]
    public async Task Calls_OnAnErasedAccount_SayErased()
    {
        await using var host = await GrainContractHost.Start();
        await Assess(host, "t-1");
        host.Journal.Tamper(
            host.Tenant, host.Key(Account), rows => rows.Key = rows.Key! with { Tombstone = true });
        await host.Forget(Account);

        Assert.IsType<Failure.Erased>((await Assess(host, "t-2")).Failure);
        Assert.IsType<Failure.Erased>((await Describe(host)).Failure);
    }

    private static ValueTask<Outcome<AssessedBatch>> Assess(GrainContractHost host, string id, decimal amount = 25) =>
        host.Account(Account).Assess(
            host.Caller(), new TransactionBatch(Account, [Some.Transaction(id, amount: amount)]));

    private static ValueTask<Outcome<AccountView>> Describe(GrainContractHost host) =>
        host.Account(Account).Describe(host.Caller());

    private static Answer Only(Outcome<AssessedBatch> outcome) =>
        Expect.Done(outcome).Answers.Single();

    private static IReadOnlyList<JournalRecord> Records(GrainContractHost host) =>
        host.Journal.All(host.Tenant, host.Key(Account));
}
