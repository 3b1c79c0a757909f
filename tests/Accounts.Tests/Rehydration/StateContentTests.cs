using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Rehydration;

public sealed class StateContentTests
{
    private static readonly AccountProfile Profile =
        new() { Account = "A-1", CurrencyNumber = 458, Zone = "Asia/Kuala_Lumpur" };

    private static readonly TimelineMark Mark = new(3, 812, 44);

    [Fact]
    public void Write_AccountThatWasNeverRebuilt_HasNoMark()
    {
        var state = new byte[AccountState.Size];
        var with = StateContent.Write(9, default, 17, Profile, state, Mark);
        var without = StateContent.Write(9, default, 17, Profile, state, default);

        Assert.Equal(16, with.Length - without.Length);
        Assert.Equal(Mark, StateContent.Read(with, state).Mark);
        Assert.Equal(default, StateContent.Read(without, state).Mark);
    }

    [Fact]
    public void Read_AnyState_GivesBackTheSameBytes() => Seeds.Run(77, random =>
    {
        for (var round = 0; round < 200; round++)
        {
            var state = new byte[AccountState.Size];
            for (var run = random.Next(40); run > 0; run--)
            {
                var from = random.Next(state.Length);
                random.NextBytes(state.AsSpan(from, random.Next(state.Length - from)));
                state.AsSpan(random.Next(state.Length / 2), random.Next(state.Length / 2)).Clear();
            }

            var content = StateContent.Write(9, new JournalMonth(202603), 17, Profile, state, Mark);
            var read = Some.Bytes(AccountState.Size);
            var header = StateContent.Read(content, read);

            Assert.Equal(state, read);
            Assert.Equal((9L, 202603, 17UL, "A-1"), (
                header.Sequence, header.Month.Value, header.StateHash, header.Profile.Account));
        }
    });

    [Fact]
    public void Write_NewAccount_TakesFewBytes()
    {
        var state = new byte[AccountState.Size];
        AccountState.Initialize(state, 458, 0);

        Assert.InRange(StateContent.Write(0, default, 0, Profile, state, default).Length, 1, 512);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var state = Some.Bytes(AccountState.Size);
        state.AsSpan(100, 3_000).Clear();
        var content = StateContent.Write(9, new JournalMonth(202603), 17, Profile, state, Mark);

        for (var length = 0; length < content.Length; length++)
        {
            Assert.Throws<RecordUnreadableException>(
                () => StateContent.Read(content.AsSpan(0, length), new byte[AccountState.Size]));
        }
    }
}
