using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Accounts;

public sealed class IdentityRingTests
{
    [Fact]
    public void Find_KnownIdentity_GivesContentAndSequence()
    {
        var account = new Account();
        account.Assess(Some.Transaction("A"));
        account.Assess(Some.Transaction("B", Some.Noon + 1));
        var match = AccountState.Find(account.State, Some.Identity("A", TransactionStatus.Booked), Some.Noon);
        Assert.Equal(new IdentityMatch(IdentityKind.Known, 31, 1, 0), match);
    }

    [Fact]
    public void Find_OtherStatusOfTheSameId_IsNewButSaysWhich()
    {
        var account = new Account();
        account.Assess(Some.Transaction("A", status: TransactionStatus.Authorised));
        var match = AccountState.Find(account.State, Some.Identity("A", TransactionStatus.Booked), Some.Noon);
        Assert.Equal((IdentityKind.New, 1 << (int)TransactionStatus.Authorised), (match.Kind, match.OtherStatuses));
    }

    [Theory]
    [InlineData(ScoringVersions.One, false)]
    [InlineData(ScoringVersions.Two, true)]
    public void Find_IdThatWasReplaced_SaysSoFromTheSecondFold(ushort scoringVersion, bool told)
    {
        var state = Some.State();
        var booked = Some.Transaction("B");
        var inputs = Some.Inputs(booked, 1) with
        {
            Replaced = Some.Identity("A", default) | AccountState.ReplacedMark,
        };

        Assessment.Assess(scoringVersion, state, booked, inputs, Some.Tables, out var decision);

        var match = AccountState.Find(state, Some.Identity("A", TransactionStatus.Booked), Some.Noon);
        Assert.Equal((IdentityKind.New, told ? AccountState.ReplacedBit : 0), (match.Kind, (int)match.OtherStatuses));
        Assert.Equal(told, (decision.Flags & DecisionFlags.ReplacesUnknown) != 0);
    }

    [Fact]
    public void Find_AllThatEverLeftTheRing_IsAskedForUnlessLater()
    {
        var account = new Account();
        for (var i = 0; i < 40; i++)
        {
            account.Assess(Some.Transaction($"T{i}", Some.Noon + (i * 1_000)));
        }

        // T0 to T7 have left; the newest of them happened 7 s after noon.
        for (var i = 0; i < 40; i++)
        {
            var at = Some.Noon + (i * 1_000);
            var kind = AccountState.Find(account.State, Some.Identity($"T{i}", TransactionStatus.Booked), at).Kind;
            Assert.Equal(i < 8 ? IdentityKind.AskJournal : IdentityKind.Known, kind);
        }

        var other = Some.Identity("other", TransactionStatus.Booked);
        Assert.Equal(IdentityKind.AskJournal, AccountState.Find(account.State, other, Some.Noon + 7_000).Kind);
        Assert.Equal(IdentityKind.New, AccountState.Find(account.State, other, Some.Noon + 7_001).Kind);
    }

    [Fact]
    public void Find_TimesBetweenSeconds_AreNeverTakenForNew()
    {
        var account = new Account();
        for (var i = 0; i < 33; i++)
        {
            account.Assess(Some.Transaction($"T{i}", Some.Noon + 1 + i));
        }

        var evicted = Some.Identity("T0", TransactionStatus.Booked);
        Assert.Equal(IdentityKind.AskJournal, AccountState.Find(account.State, evicted, Some.Noon + 1).Kind);
    }
}
