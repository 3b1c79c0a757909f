using System.Text;
using OrleansRisk.Tests.Support;
using OrleansRisk.Trust.Credentials;
using Xunit;

namespace OrleansRisk.Trust.Tests.Credentials;

public sealed class OneTimeCodesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 7, TimeSpan.Zero);

    /// <summary>RFC 6238, appendix B, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_OfTheStandard_IsTaken(long second, string code)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        var moment = DateTimeOffset.FromUnixTimeSeconds(second);

        Assert.Equal(code, OneTimeCodes.At(secret, moment));
        Assert.Equal(second / 30, OneTimeCodes.Step(secret, code, moment));
    }

    [ProgramFact("oathtool", "--version")]
    public async Task Code_ThousandOfOathtool_AreTheSame()
    {
        var random = new Random(20261201);
        for (var secrets = 0; secrets < 10; secrets++)
        {
            var secret = new byte[20];
            random.NextBytes(secret);
            var first = DateTimeOffset.FromUnixTimeSeconds(random.Next());
            var codes = (await ProgramFactAttribute.Run(
                "oathtool", "--totp", "--window=99", $"--now=@{first.ToUnixTimeSeconds()}",
                Convert.ToHexString(secret))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

            Assert.Equal(100, codes.Length);
            for (var at = 0; at < codes.Length; at++)
            {
                Assert.Equal(codes[at], OneTimeCodes.At(secret, first.AddSeconds(30 * at)));
            }
        }
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Code_OfAClockThatIsOff_IsTakenWithinAStep(int seconds, bool taken)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        var shown = Now.AddSeconds(seconds);

        long? step = taken ? shown.ToUnixTimeSeconds() / 30 : null;
        Assert.Equal(step, OneTimeCodes.Step(secret, OneTimeCodes.At(secret, shown), Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("１２３４５６")]
    [InlineData(" 23456")]
    [InlineData("+23456")]
    public void Code_NotOfSixDigits_IsNone(string code) =>
        Assert.Null(OneTimeCodes.Step(OneTimeCodes.NewSecret(), code, Now));

    [Fact]
    public void Address_OfASecret_IsWhatAuthenticatorsRead() => Assert.Equal(
        "otpauth://totp/OrleansRisk%20%28bank%29:siti%40bank.example"
            + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=OrleansRisk%20%28bank%29",
        OneTimeCodes.Address(
            Encoding.ASCII.GetBytes("12345678901234567890"), "OrleansRisk (bank)", "siti@bank.example"));

    [Fact]
    public void Secret_New_IsLongAndAnother()
    {
        var secrets = Enumerable.Range(0, 100).Select(static _ => Convert.ToHexString(OneTimeCodes.NewSecret()));

        Assert.Equal(100, secrets.Where(static secret => secret.Length == 40).Distinct().Count());
    }
}
