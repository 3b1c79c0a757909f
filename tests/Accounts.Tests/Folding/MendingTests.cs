using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Tests.Days;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Exports;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;
using static OrleansRisk.Accounts.Tests.Folding.RebuildParts;

namespace OrleansRisk.Accounts.Tests.Folding;

public sealed class MendingTests
{
    [Fact]
    public async Task TakeBack_BySourceOrSequence_EndsInTheStateOfOneThatNeverSawThem()
    {
        await using var engine = await VolatileEngine.Create();
        var (year, wrong) = (Year(90), Year(60).Select(row => row with { Id = "wrong-" + row.Id }).ToList());
        await Load(engine, InOrder, year, 256);
        await Load(engine, Account, year, 256);
        await Load(engine, Account, wrong, 25, "load_wrong");
        await Live(engine, Account, Some.Transaction("oops", at: Some.Moment + 1));
        var oops = engine.Journal.All(engine.Tenant, engine.Key(Account))[^1].LastSequence;
        await Rebuild(engine);

        var rebuilt = await Rebuild(engine, new RebuildRequest("wrong file")
        {
            TakeBack = [oops],
            TakeBackSources = ["load_wrong"],
        });

        Assert.Equal((true, 61, 2), (rebuilt.Recorded, rebuilt.TakenBack, rebuilt.Revision));
        await Equal(engine);
        await engine.Restart();
        var account = engine.Account(Account);
        Assert.Equal(new Failure.Refused("taken_back", ""), (await account.Decision(engine.Caller(), oops)).Failure);
        Assert.Equal(new Failure.Refused("taken_back", ""), (await account.Replay(engine.Caller(), oops)).Failure);
        Assert.Empty(Expect.Done(await account.Decisions(engine.Caller(), new DecisionQuery("oops", 0, 9))).Entries);
        Assert.DoesNotContain(
            Expect.Done(await account.Transactions(engine.Caller(), new TransactionQuery(0, 1_000))).Entries,
            entry => entry.Transaction.Id.StartsWith("wrong-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TakenBack_Identity_MayBeRecordedAgain()
    {
        await using var engine = await VolatileEngine.Create();
        await Load(engine, Account, Year(50), 256, "load_1");
        await Rebuild(engine, new RebuildRequest("the wrong amounts") { TakeBackSources = ["load_1"] });

        var right = Year(50).ConvertAll(static row => row with { AmountMinor = row.AmountMinor + 100 });
        await Load(engine, InOrder, right, 256);
        await Load(engine, Account, right, 256, "load_2");

        await Equal(engine);
        var again = Assert.IsType<Answer.Decided>(await Live(engine, Account, right[3]));
        Assert.True(again.Duplicate);
    }

    [Fact]
    public async Task TakenBack_OlderRowsLoadedAgain_WaitForTheirPlaceInTime()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(80);
        await Load(engine, InOrder, year, 256);
        await Load(engine, Account, year[..60], 256, "load_older");
        await Load(engine, Account, year[60..], 256, "load_newer");
        await Rebuild(engine, new RebuildRequest("by mistake") { TakeBackSources = ["load_older"] });

        await Load(engine, Account, year[..60], 256, "load_again");
        Assert.Equal(60, (await Rebuild(engine)).Added);

        await Equal(engine);
    }

    [Fact]
    public async Task Correction_OfARecordedTransaction_CountsInItsPlace()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(80);
        var right = year.ConvertAll(row => row.Id == year[40].Id ? row with { AmountMinor = 14_00 } : row);
        await Load(engine, InOrder, right, 256);
        await Load(engine, Account, year, 256);

        var corrected = Expect.Done(await Correct(engine, right[40], right[40].Id));
        Assert.False(Assert.IsType<Answer.Decided>(corrected.Answers[0]).Duplicate);
        Assert.Equal(1, corrected.Waiting);
        var rebuilt = await Rebuild(engine);

        Assert.Equal((0, 1), (rebuilt.Added, rebuilt.Corrected));
        await Equal(engine);
        var first = Assert.IsType<Answer.Decided>(await Live(engine, Account, year[40]));
        Assert.Equal((true, 41L, 81L), (first.Duplicate, first.Entry.Inputs.Sequence, first.SupersededBy));
        var second = Assert.IsType<Answer.Decided>(await Live(engine, Account, right[40]));
        Assert.Equal((true, 81L, 0L), (second.Duplicate, second.Entry.Inputs.Sequence, second.SupersededBy));
        var cleaned = Assert.IsType<Answer.Decided>(
            await Live(engine, Account, year[40] with { Counterparty = "Kedai Empat" }));
        Assert.Equal((41L, 81L), (cleaned.Entry.Inputs.Sequence, cleaned.SupersededBy));
        Assert.Equal(["counterparty"], cleaned.Changed);
        Assert.Equal(["amount"], Assert.IsType<Answer.Conflict>(
            await Live(engine, Account, right[40] with { AmountMinor = 15_00 })).Fields);
        Assert.True(Assert.IsType<Answer.Decided>(
            Expect.Done(await Correct(engine, right[40], right[40].Id)).Answers[0]).Duplicate);
    }

    [Fact]
    public async Task Export_OfARebuiltAccount_HasTheVersionsThatCountAndNothingTakenBack()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(30);
        await Load(engine, Account, year, 256);
        Expect.Done(await Correct(engine, year[4] with { AmountMinor = 14_00 }, year[4].Id));
        await Rebuild(engine, new RebuildRequest("tests") { TakeBack = [10] });

        var exported = await new TransactionExport(
            new ListedAccounts([engine.Key(Account)]), engine.Journal, engine.Keys, engine.KeyRows,
            NullLogger.Instance).Read(engine.Tenant, default);

        Assert.Equal(29, exported.Count);
        Assert.Equal(14_00, exported.Single(each => each.Transaction.Id == year[4].Id).Transaction.AmountMinor);
        Assert.DoesNotContain(exported, each => each.Transaction.Id == year[9].Id);
    }

    [Fact]
    public async Task Correction_UnderAnotherId_CountsInItsPlaceAndOfTheUnknownIsRefused()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(80);
        var right = year.ConvertAll(row =>
            row.Id == year[7].Id ? row with { Id = "renamed", AmountMinor = 3_00 } : row);
        await Load(engine, InOrder, right, 256);
        await Load(engine, Account, year, 256);

        Assert.IsType<Answer.Decided>(Expect.Done(await Correct(engine, right[7], year[7].Id)).Answers[0]);
        await Rebuild(engine);

        await Equal(engine);
        Assert.Equal(
            new Answer.Refused("transaction_unknown", "corrects"),
            Expect.Done(await Correct(engine, right[7] with { Id = "other" }, "nobody")).Answers[0]);
        var first = Assert.IsType<Answer.Decided>(await Live(engine, Account, year[7]));
        Assert.Equal((true, 81L), (first.Duplicate, first.SupersededBy));
    }

    [Fact]
    public async Task Currency_SetWrongly_IsCorrectedFromTheBeginning()
    {
        await using var engine = await VolatileEngine.Create();
        var euros = Year(120).ConvertAll(static row => row with { Currency = Some.Currency("EUR") });
        Expect.Done(await engine.Account(InOrder).ChangeSettings(engine.Caller(), new SettingsRequest
        {
            Account = InOrder,
            CurrencyNumber = 978,
        }));
        Expect.Done(await engine.Account(Account).ChangeSettings(engine.Caller(), new SettingsRequest
        {
            Account = Account,
            CurrencyNumber = 840,
        }));
        await Load(engine, InOrder, euros, 256);
        foreach (var row in euros)
        {
            Assert.IsType<Answer.Decided>(await Live(engine, Account, row)); // history would refuse it: no rate
        }

        var rebuilt = await Rebuild(engine, new RebuildRequest("wrong currency") { CurrencyNumber = 978 });

        Assert.Equal((ushort)978, rebuilt.View.Profile.CurrencyNumber);
        await Equal(engine);
        await engine.Restart();
        await Equal(engine);
        Assert.Equal((ushort)978, (await View(engine, Account)).Profile.CurrencyNumber);
    }

    [Fact]
    public async Task Currency_InWhichRowsWouldCountNoMore_IsRefusedUnlessTheyAreTakenBack()
    {
        await using var engine = await VolatileEngine.Create();
        var own = Year(40);
        await Load(engine, Account, own, 256, "load_1");
        var before = (await View(engine, Account)).Summary.BalanceMinor;
        var other = new RebuildRequest("stated wrongly") { CurrencyNumber = 978 };

        Assert.Equal(
            new Failure.Refused("wrong_currency", "currency"),
            (await engine.Account(Account).Rebuild(engine.Caller(), other)).Failure);
        Assert.Equal(before, (await View(engine, Account)).Summary.BalanceMinor);

        await Rebuild(engine, other with { TakeBackSources = ["load_1"] });
        var euros = own.ConvertAll(static row => row with { Currency = Some.Currency("EUR") });
        await Load(engine, Account, euros, 256, "load_2");
        Expect.Done(await engine.Account(InOrder).ChangeSettings(engine.Caller(), new SettingsRequest
        {
            Account = InOrder,
            CurrencyNumber = 978,
        }));
        await Load(engine, InOrder, euros, 256);
        await Equal(engine);
    }

    [Fact]
    public async Task Labels_AndSettings_HaveTheirPlaceInTheTimeline()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(60);
        var label = new LabelRequest(year[9].Id, LabelKind.Fraud, year[30].At, "analyst");
        var opened = new SettingsRequest { OpenedDay = 18_000 };
        Expect.Done(await engine.Account(InOrder).ChangeSettings(
            engine.Caller(), opened with { Account = InOrder, CurrencyNumber = 458 }));
        await Load(engine, InOrder, year.Take(31), 256);
        Expect.Done(await engine.Account(InOrder).Label(engine.Caller(), label));
        await Load(engine, InOrder, year.Skip(31), 256);

        await Load(engine, Account, year.Skip(20), 256);
        await Load(engine, Account, year.Take(20), 256);
        Expect.Done(await engine.Account(Account).Label(engine.Caller(), label));
        Expect.Done(await engine.Account(Account).ChangeSettings(engine.Caller(), opened));
        Assert.Equal(20, (await Rebuild(engine)).Added);

        await Equal(engine);
    }
}
