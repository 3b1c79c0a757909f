using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Kinds;

/// <summary>An account that goes on with scoring version 4 keeps what it knew, once and in its place.</summary>
public sealed class BeginKindsTests
{
    [Fact]
    public void Begin_OnAStateOfTheThird_KnowsPayeesAndIncomeAsBefore()
    {
        var state = Lived().Account.State;
        var before = new PartyTable(state).Count(Shop);
        Assert.Equal(91, before);
        Next(ScoringVersions.Four, state);
        var entry = new PartyTable(state).Of(Shop);
        Assert.Equal((before, 0, 0.0), (entry.Transactions, entry.Credits, entry.GreatestLog));
        var months = new MonthRing(state);
        Assert.Equal(160_000, months.Sum((2026 * 12) + 5, FlowKind.Income));
        Assert.Equal(0, months.Sum((2026 * 12) + 5, FlowKind.OtherIn));
    }

    [Fact]
    public void Begin_Twice_ChangesNothingMore()
    {
        var state = Lived().Account.State;
        Core.Updates.KindsUpdate.Begin(state);
        var once = state.ToArray();
        Core.Updates.KindsUpdate.Begin(state);
        Assert.Equal(once, state);
        AccountState.Check(state);
    }

    /// <summary>Without a switch nothing of the fourth is read: not its texts, not its places.</summary>
    [Fact]
    public void Assess_ByTheThird_LeavesTheStateAThirds()
    {
        var state = Lived().Account.State;
        Next(ScoringVersions.Three, state);
        Assert.False(new AccountHeader(state).Kinds);
    }

    [Fact]
    public void Measure_ByTheFourth_LeavesTheStateAsItIs()
    {
        var state = Lived().Account.State;
        var before = state.ToArray();
        var line = Line();
        Assessment.Measure(ScoringVersions.Four, state, line, Some.Inputs(line, 9_000, Shop), out _);
        Assert.Equal(before, state);
    }

    [Fact]
    public void Rent_MetOnceAMonth_IsNotForgottenAmongShops()
    {
        var payroll = new Payroll();
        for (var day = 0; day < 65; day++)
        {
            if (day % 30 == 1)
            {
                payroll.Line(20_393 + day, 80_000, Direction.Debit, "Landlord");
            }

            payroll.Line(20_393 + day, 3_000, Direction.Debit, Word(day));
        }

        var line = Line() with { Counterparty = "Landlord" };
        var entry = new PartyTable(payroll.Account.State).Of(Core.Categories.PartyName.Key(line));
        Assert.Equal((3, 20_394), (entry.Payments, entry.FirstDay));
        Assert.Equal(Math.Log(80_001), entry.GreatestLog, 0.001);
    }

    private static ulong Shop => Some.Identity("Corner Store", TransactionStatus.Booked);

    private static Payroll Lived() => new Payroll { Account = new Account("USD") }
        .Live(static day => Payroll.DateOf(day).Day == 1 ? 160_000 : 0);

    private static string Word(int day) => string.Concat("Shop ", (char)('a' + (day % 26)), (char)('a' + (day / 26)));

    private static Transaction Line() => Some.Transaction(
        "next", Payroll.End * Some.Day, 2_500, currency: "USD") with
    { Counterparty = "Corner Store" };

    private static void Next(ushort scoringVersion, byte[] state)
    {
        var line = Line() with { Counterparty = "Nobody yet" };
        Assessment.Assess(
            scoringVersion, state, line, Some.Inputs(line, AccountState.Sequence(state) + 1, 1), Some.Tables, out _);
    }
}
