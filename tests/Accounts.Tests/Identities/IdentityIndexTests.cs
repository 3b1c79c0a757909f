using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OrleansRisk.Accounts.Identities;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Identities;

public sealed class IdentityIndexTests
{
    private const int Draws = 10_000_000;

    [Fact]
    public void MayHold_TenMillionDrawnIdentities_NeverMissesOne() => Seeds.Run(1401, draw =>
    {
        var sizes = new[] { 1, 7, 130, 1_000, 60_000, 2_400_000 };
        var index = new IdentityIndex();
        var (drawn, months) = (0, 0);
        while (drawn < Draws)
        {
            var words = Words(draw, Math.Min(sizes[months++ % sizes.Length], Draws - drawn));
            index = months % 13 == 1 ? new IdentityIndex() : index;
            index.Add(Row(index.Sequence + 1, months, words));
            AssertHolds(index, words); // of the month under way
            index.Add(Row(index.Sequence + 1, months + 1, Words(draw, 1)));
            AssertHolds(months % 4 == 0 ? Reopened(index) : index, words); // and once it is over
            drawn += words.Length;
        }
    });

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    public void MayHold_OthersThanThirteenMonthsHold_TakesFewForKnown(int aMonth) => Seeds.Run(1402, draw =>
    {
        var index = new IdentityIndex();
        for (var month = 0; month < 13; month++)
        {
            index.Add(Row(index.Sequence + 1, month, Words(draw, aMonth)));
        }

        const int Asked = 100_000;
        var taken = Words(draw, Asked).Count(index.MayHold);

        Assert.InRange(taken, 0, Asked * 5 / 1_000);
    });

    [Fact]
    public void Bytes_ThirteenThousandIdentitiesOfAYear_AreFewerThanThreeEach()
    {
        var index = new IdentityIndex();
        for (var month = 0; month < 14; month++)
        {
            index.Add(Row(index.Sequence + 1, month, Words(new Random(7), month == 13 ? 1 : 1_000)));
        }

        Assert.InRange(index.Bytes, 13_000 * 2, 13_000 * 3);
    }

    [Fact]
    public void Add_IdsThatReplaceOthers_HoldsTheirMarksAndNotTheNumbersBehindThem()
    {
        var draw = new Random(1403);
        var (booked, replaced) = (Words(draw, 1)[0], Words(draw, 1)[0] | AccountState.ReplacedMark);
        var words = new byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(words, booked);
        ReplacedIds.Write(words.AsSpan(8), replaced, 0);
        var index = new IdentityIndex();

        index.Add(new IdentityRow(1, 1, RecordKind.Assessed, Month(1), words));

        Assert.True(index.MayHold(booked) && index.MayHold(replaced));
        Assert.Equal(2, index.Count);
    }

    [Fact]
    public void Forget_MonthsBeyondRetention_LetsThemGoAndSaysSinceWhen()
    {
        var draw = new Random(1403);
        var months = Enumerable.Range(0, 4).Select(_ => Words(draw, 50)).ToArray();
        var index = new IdentityIndex();
        for (var i = 0; i < months.Length; i++)
        {
            index.Add(Row(index.Sequence + 1, i, months[i]));
        }

        index.Forget(Month(2));
        index = Reopened(index);

        Assert.Equal((Month(2), 100), (index.Since, index.Count));
        Assert.True(months[0].Concat(months[1]).Count(index.MayHold) < 3);
        AssertHolds(index, [.. months[2], .. months[3]]);
    }

    [Fact]
    public void Locate_AnIdentityOfOneMonth_NamesTheEventsOfThatMonth()
    {
        var draw = new Random(1403);
        var index = new IdentityIndex();
        var first = Words(draw, 20);
        index.Add(Row(1, 0, first));
        index.Add(Row(21, 1, Words(draw, 20)));
        index.Add(Row(41, 1, Words(draw, 20)));
        var ranges = new HashSet<SequenceRange>();

        Assert.True(index.Locate(first[3], ranges));

        Assert.Contains(new SequenceRange(1, 20), ranges);
    }

    [Fact]
    public void Read_DamagedBytes_AreUnreadableAndNothingElse()
    {
        var index = new IdentityIndex();
        index.Add(Row(1, 0, Words(new Random(1), 300)));
        index.Add(Row(301, 1, Words(new Random(2), 30)));
        var whole = IdentityIndexCodec.Write(index);

        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0xFF;
            // a changed fingerprint or sequence reads: the seal is what keeps it out
            Assert.True(Record.Exception(() => IdentityIndexCodec.Read(changed)) is null or RecordUnreadableException);
            Assert.Throws<RecordUnreadableException>(() => IdentityIndexCodec.Read(whole.AsSpan(0, at)));
        }

        Assert.Throws<RecordUnreadableException>(() => IdentityIndexCodec.Read([.. whole, 0]));
    }

    private static void AssertHolds(IdentityIndex index, ulong[] words)
    {
        foreach (var word in words)
        {
            if (!index.MayHold(word))
            {
                Assert.Fail($"{word} is missing from {words.Length}");
            }
        }
    }

    private static IdentityIndex Reopened(IdentityIndex index) =>
        IdentityIndexCodec.Read(IdentityIndexCodec.Write(index));

    private static IdentityRow Row(long first, int month, ulong[] words) => new(
        first, first + words.Length - 1, RecordKind.Assessed, Month(month),
        MemoryMarshal.AsBytes(words.AsSpan()).ToArray());

    private static JournalMonth Month(int number) => new(((2020 + (number / 12)) * 100) + (number % 12) + 1);

    private static ulong[] Words(Random draw, int count)
    {
        var words = new ulong[count];
        draw.NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (words[i] & ~7UL) | 1;
        }

        return words;
    }
}
