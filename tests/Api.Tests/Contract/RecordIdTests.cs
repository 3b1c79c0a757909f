using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Api.Tests.Contract;

/// <summary>Ids of decisions and events; incarnation 0 is written as before there were others.</summary>
public sealed class RecordIdTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly char[] EventTypes = ['c', 'f', 'l', 'r', 's', 'u'];

    [Fact]
    public void Decision_AnyPlace_IsReadBackAsWritten() => Seeds.Run(1, random =>
    {
        for (var i = 0; i < 20_000; i++)
        {
            var (account, sequence, incarnation) = Place(random);
            var text = Ids.Decision(account, sequence, incarnation);
            Assert.True(Ids.TryParseDecision(text, out var letters, out var number, out var raised), text);
            Assert.Equal((account, sequence, incarnation), (letters, number, raised));
        }
    });

    [Fact]
    public void Decision_AnyText_IsReadOnlyWhereItIsWrittenSo() => Seeds.Run(2, random =>
    {
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var (account, sequence, incarnation) = Place(random);
            var text = Changed(random, Ids.Decision(account, sequence, incarnation));
            if (Ids.TryParseDecision(text, out var letters, out var number, out var raised))
            {
                Assert.Equal(text, Ids.Decision(letters, number, raised));
                read++;
            }
        }

        Assert.True(read > 1_000, $"only {read} of the changed texts were ids");
    });

    [Fact]
    public void Ids_OfTwoPlaces_AreNeverTheSameText() => Seeds.Run(3, random =>
    {
        var named = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < 20_000; i++)
        {
            // Few values for each part, so that places often differ in one of them.
            var account = new string(Letters[random.Next(2)], Ids.AccountLetters);
            var (sequence, incarnation) = (1 + (random.NextInt64(3) << random.Next(4)), random.Next(70));
            var type = EventTypes[random.Next(EventTypes.Length)];
            Once(named, Ids.Decision(account, sequence, incarnation), (account, sequence, incarnation));
            Once(named, Ids.Event(account, sequence, type, incarnation), (account, sequence, incarnation, type));
        }
    });

    [Fact]
    public void Ids_OfTheFirstIncarnation_AreWrittenAsBefore()
    {
        var account = new string('b', Ids.AccountLetters);
        Assert.Equal("dec_" + account + "aaaaaaaaaaabk", Ids.Decision(account, 42));
        Assert.Equal("evt_" + account + "aaaaaaaaaaabkf", Ids.Event(account, 42, 'f'));
        Assert.Equal("dec_" + account + "aaaaaaaaaaabkb", Ids.Decision(account, 42, 1));
        Assert.Equal("evt_" + account + "aaaaaaaaaaabkbaf", Ids.Event(account, 42, 'f', 32));
        Assert.Equal("dec_" + account + "aaaaaaaaaaabkb777777", Ids.Decision(account, 42, int.MaxValue));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("c777777")]
    [InlineData("b7777777")]
    [InlineData("B")]
    [InlineData("1")]
    public void Decision_WithLettersThatNobodyWrites_IsNone(string behind) =>
        Assert.False(Ids.TryParseDecision(
            Ids.Decision(new string('b', Ids.AccountLetters), 42) + behind, out _, out _, out _));

    [Fact]
    public void TryParse_OfAnotherIncarnation_IsRefused()
    {
        var account = Some.Account();
        Assert.True(RecordIds.TryParse(RecordIds.Decision(account.ToString(), 5), out var key, out var sequence));
        Assert.Equal((account, 5), (key, sequence));
        Assert.False(RecordIds.TryParse(Ids.Decision(account.ToString(), 5, 1), out _, out _));
    }

    private static (string Account, long Sequence, int Incarnation) Place(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return (
            AccountKey.FromBytes(bytes).ToString(), random.NextInt64(1, long.MaxValue) >> random.Next(62) | 1,
            random.Next() >> random.Next(32));
    }

    /// <summary>One letter put in, taken out, or another one.</summary>
    private static string Changed(Random random, string text)
    {
        var (at, letter) = (random.Next(4, text.Length), Letters[random.Next(Letters.Length)].ToString());
        return random.Next(3) switch
        {
            0 => text.Insert(at, letter),
            1 => text.Remove(at, 1),
            _ => text.Remove(at, 1).Insert(at, letter),
        };
    }

    private static void Once(Dictionary<string, object> named, string text, object place)
    {
        if (!named.TryAdd(text, place))
        {
            Assert.Equal(place, named[text]);
        }
    }
}
