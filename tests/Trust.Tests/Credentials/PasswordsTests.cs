using System.Diagnostics;
using OrleansRisk.Trust.Credentials;
using Xunit;

namespace OrleansRisk.Trust.Tests.Credentials;

public sealed class PasswordsTests
{
    private const string Password = "correct horse battery";

    /// <summary>Of cost 12, made by libcrypt over Python's digests, as are all known answers here.</summary>
    private const string Known = "$2b$12$abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbVm";

    private static readonly byte[] Pepper = [.. Enumerable.Range(0, 32).Select(static at => (byte)at)];
    private static readonly Passwords Hashes = new();

    public static TheoryData<string, string, string> KnownAnswers => new()
    {
        { Password, "RhVY7mXlYs5nuLACALwn69Oc9MUnCCd2kjiSyndyqZJrIqUxBlPHAArvtch2cfDX", Known },
        {
            new string('x', 80), "Lw2ZJx37Hr4+KQEcHQdaEnpwykuTBdTGL9rf587s73cYYZkhChS1qmIi5q4STfpm",
            "$2b$12$abcdefghijklmnopqrstuurBgS5tdAbIvR4oCH76eYiZyF4aj/loK"
        },
        {
            "a\0bcdefghijkl", "FyTTuiXngmHj7979JMmzrntMTaDeggfZZkOvoRf6QO0b56ShRBnRK+rWt8V6+hNA",
            "$2b$12$abcdefghijklmnopqrstuuVALL7RxV08NXAgiuWPPSUKIzEA1uI0C"
        },
        {
            "пароль — 密码 🔑", "gITPDQo5pN0JBvuF4Jie7UFNoUZH+kbKmzeghxnlHfPv/Y+eWaxXvK6bUgHUXaRu",
            "$2b$12$abcdefghijklmnopqrstuudeqbh5YfOWH8.ODpVYr4.JuJAe24IB2"
        },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Check_HashOfAnotherImplementation_Agrees(string password, string digest, string hash)
    {
        Assert.Equal(digest, Passwords.Digest(Pepper, password));
        Assert.Equal(PasswordCheck.Right, Hashes.Check(Pepper, password, hash));
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, password + " ", hash));
    }

    [Fact]
    public void Hash_OfAPassword_IsCheckedAndNeverTheSame()
    {
        var (first, second) = (Hashes.Hash(Pepper, Password), Hashes.Hash(Pepper, Password));

        Assert.NotEqual(first, second);
        Assert.StartsWith("$2b$12$", first, StringComparison.Ordinal);
        Assert.Equal(PasswordCheck.Right, Hashes.Check(Pepper, Password, first));
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(new byte[32], Password, first));
    }

    /// <summary>bcrypt by itself reads 72 bytes, and in some implementations up to a NUL.</summary>
    [Theory]
    [InlineData(72)]
    [InlineData(100)]
    [InlineData(255)]
    public void Check_LastLetterDiffers_IsWrong(int at)
    {
        var start = new string('a', at);
        var hash = Hashes.Hash(Pepper, start + "b");

        Assert.Equal(PasswordCheck.Right, Hashes.Check(Pepper, start + "b", hash));
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, start + "c", hash));
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, start, hash));
    }

    [Fact]
    public void Check_LettersAfterANul_Count()
    {
        var hash = Hashes.Hash(Pepper, "before\0after it");

        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, "before\0another", hash));
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, "before", hash));
    }

    [Fact]
    public void Check_HashOfALesserCost_IsRightAndOutdated()
    {
        var hash = new Passwords(cost: 10).Hash(Pepper, Password);

        Assert.Equal(PasswordCheck.RightAndOutdated, Hashes.Check(Pepper, Password, hash));
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, "another password", hash));
    }

    /// <summary>A hash that nobody here wrote opens nothing, throws nothing and takes no longer.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("$2b$12$")]
    [InlineData("$2b$04$abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbVm")]
    [InlineData("$2b$31$abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbVm")]
    [InlineData("$2x$12$abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbVm")]
    [InlineData("$2a$12$abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbVm")]
    [InlineData("$2b$1 $abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbVm")]
    [InlineData("$2b$12$abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbV!")]
    [InlineData("$2b$12$abcdefghijklmnopqrstuuyytyQQxvKh1wLUx.O77BIpTHJV4fbV")]
    public void Check_MalformedHash_IsWrong(string hash) =>
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, Password, hash));

    /// <summary>Otherwise all halves of letters would be the same replacement, and one would open the other.</summary>
    [Fact]
    public void Check_HalfALetter_IsWrong()
    {
        var hash = Hashes.Hash(Pepper, "a replaced \uFFFD letter");

        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, "a replaced \uD800 letter", hash));
    }

    [Fact]
    public void Check_NobodyIsKnown_TakesAsLong()
    {
        var known = Fastest(Known);
        var unknown = Fastest(null);

        Assert.InRange(unknown / known, 0.5, 2);
    }

    private static double Fastest(string? kept) => Enumerable.Range(0, 5).Min(_ =>
    {
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(PasswordCheck.Wrong, Hashes.Check(Pepper, "another password", kept));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    });
}
