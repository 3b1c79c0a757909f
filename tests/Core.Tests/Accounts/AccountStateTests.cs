using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Accounts;

public sealed class AccountStateTests
{
    [Fact]
    public void Hash_AnyByteChanged_Differs()
    {
        var state = new Account().WithHabit(10).State;
        var whole = AccountState.Hash(state);
        for (var at = 0; at < state.Length; at++)
        {
            state[at] ^= 1;
            Assert.NotEqual(whole, AccountState.Hash(state));
            state[at] ^= 1;
        }
    }

    [Fact]
    public void Initialize_NewAccount_IsSoundAndShowsWhatCreditNeeds()
    {
        var state = Some.State("JPY", openedDay: 19_000);
        AccountState.Check(state);
        var summary = AccountState.Summarize(state);
        Assert.Equal((0, 0, false), (summary.Sequence, summary.Transactions, summary.BalanceKnown));
        Assert.Equal(CreditState.InsufficientHistory, summary.Credit.State);
        Assert.Equal((30, 20, true),
            (summary.Credit.NeedsDays, summary.Credit.NeedsTransactions, summary.Credit.NeedsIncome));
    }

    [Fact]
    public void Initialize_UsedBuffer_LeavesNothingBehind()
    {
        var used = new Account().WithHabit(3).State;
        AccountState.Initialize(used, 458, 0);
        Assert.Equal(Some.State(), used);
    }

    [Theory]
    [InlineData(0, 2, "layout version")]
    [InlineData(2, 1, "the state says it has")]
    [InlineData(4, 1, "currency")]
    [InlineData(15, 128, "sequence")]
    [InlineData(Layout.Identities + 8, 33, "ring of identities")]
    [InlineData(Layout.End, 1, "after the last block")]
    public void Check_DamagedPlace_NamesIt(int at, byte value, string named)
    {
        var state = new Account().WithHabit(2).State;
        AccountState.Check(state);
        state[at] = value;
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => AccountState.Check(state)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(AccountState.Size - 1)]
    [InlineData(AccountState.Size + 1)]
    public void Check_WrongLength_IsRefused(int length) =>
        Assert.Throws<ArgumentException>(() => AccountState.Check(new byte[length]));

    [Fact]
    public void Initialize_UnknownCurrency_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AccountState.Initialize(new byte[AccountState.Size], 1, 0));

    [Fact]
    public void Summarize_AfterTransactions_ShowsBalanceAndNewestScore()
    {
        var account = new Account().WithHabit();
        var decision = account.Assess(Some.Transaction(amount: 900_000, balance: 12_345));
        var summary = account.Summary;
        Assert.Equal((12_345, true, Some.Noon), (summary.BalanceMinor, summary.BalanceKnown, summary.AsOf));
        Assert.Equal(decision.Anomaly.Score, summary.LastAnomaly.Score);
        Assert.Equal(decision.Anomaly.Reasons[0].Code, summary.LastAnomaly.Reasons[0].Code);
        Assert.Equal(account.Sequence, AccountState.Sequence(account.State));
    }
}
