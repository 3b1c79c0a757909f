using System.Globalization;
using OrleansRisk.Api.Values;

namespace OrleansRisk.Api.Tests.Transactions;

public sealed class TimeTextTests
{
    [Fact]
    public void Instant_ManyTimesWithOffsets_AgreeWithTheLibrary()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var moment = DateTimeOffset.UnixEpoch.AddSeconds(random.NextInt64(7_258_000_000))
                .ToOffset(TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1)));
            if (moment.Year > 2199 || moment.ToUnixTimeMilliseconds() < 0)
            {
                continue;
            }

            var text = moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
            Assert.Null(TimeText.Instant(text, out var read));
            Assert.Equal(moment.ToUnixTimeMilliseconds(), read);
        }
    }

    [Theory]
    [InlineData("2026-03-01T09:30:00.1Z", 100)]
    [InlineData("2026-03-01T09:30:00.1239Z", 123)]
    [InlineData("2026-03-01t09:30:00z", 0)]
    [InlineData("2026-03-01T17:30:00+08:00", 0)]
    [InlineData("2026-03-01T09:29:60Z", 0)]
    public void Instant_Written_IsReadToTheMillisecond(string text, int milliseconds)
    {
        Assert.Null(TimeText.Instant(text, out var read));
        Assert.Equal(1_772_357_400_000 + milliseconds, read);
    }
}
