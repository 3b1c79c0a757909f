using OrleansRisk.Core.Letters;

namespace OrleansRisk.Core.Tests.Letters;

public sealed class PrincipalReasonsTests
{
    [Theory]
    [InlineData("110", "111", "0,1")] // either by itself
    [InlineData("010", "011", "1")] // the second alone, although the first is graver
    [InlineData("000", "011", "0,1")] // the first two together
    [InlineData("000", "000", "0,1,2")] // all are not enough: the gravest there are
    [InlineData("111111", "111111", "0,1,2,3")]
    [InlineData("000000", "000001", "0,1,2,3")]
    [InlineData("", "", "")]
    public void Of_Candidates_AreThoseWithoutWhichTheResultIsAnother(string without, string first, string places) =>
        Assert.Equal(places, string.Join(',', PrincipalReasons.Of(Bits(without), Bits(first))));

    [Fact]
    public void Of_AThousandDraws_LeaveTheResultAsItIsWithoutAllOthers()
    {
        var random = new Random(7);
        for (var draw = 0; draw < 1_000; draw++)
        {
            var points = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(5, 200))
                .OrderDescending().ToList();
            var missing = random.Next(1, 300);
            var places = PrincipalReasons.Of(
                [.. points.Select(each => each >= missing)],
                [.. points.Select((_, place) => points.Take(place + 1).Sum() >= missing)]);
            Assert.True(points.Sum() < missing || places.Sum(place => points[place]) >= missing);
        }
    }

    [Fact]
    public void BearableInstalment_OfAThousandLimits_IsTheLastStepThatIsBorne()
    {
        for (var limit = 0L; limit < 1_000; limit++)
        {
            var found = BearableInstalment.Of(90_050, 100, instalment => instalment <= limit * 97);
            Assert.Equal(limit * 97 >= 90_050 || limit * 97 < 100 ? null : limit * 97 / 100 * 100, found);
        }
    }

    private static bool[] Bits(string text) => [.. text.Select(static each => each == '1')];
}
