using OrleansRisk.Trust.Credentials;
using Xunit;

namespace OrleansRisk.Trust.Tests.Credentials;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("elevenchars", PasswordFault.TooShort)]
    [InlineData("", PasswordFault.NotText)]
    [InlineData("Password1234", PasswordFault.TooCommon)]
    [InlineData("qwertyuiop12", PasswordFault.TooCommon)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordFault.TooCommon)]
    [InlineData("abcdeabcdeabcde", PasswordFault.TooCommon)]
    [InlineData("siti.rahman@bank1", PasswordFault.TooCommon)]
    [InlineData("Rahmanrahman7", PasswordFault.TooCommon)]
    [InlineData("twelve chars", PasswordFault.None)]
    [InlineData("  blanks count ", PasswordFault.None)]
    [InlineData("rahman keeps nine blue kettles", PasswordFault.None)]
    [InlineData("пароль из слов", PasswordFault.None)]
    public void Password_ByItsLettersAlone_IsTakenOrNot(string password, PasswordFault fault) =>
        Assert.Equal(fault, PasswordRules.Of(password, "siti.rahman@bank1.example", "Siti Rahman"));

    [Fact]
    public void Password_WithHalfALetter_IsNoText() =>
        Assert.Equal(PasswordFault.NotText, PasswordRules.Of("half a letter \uD800 of two"));

    [Fact]
    public void Password_OfAnyLengthUpToTheLimit_IsTaken()
    {
        var letters = new string(new Random(64).GetItems<char>("abcdefghijklmnopqrstuvwxyz", 300));

        Assert.Equal(PasswordFault.None, PasswordRules.Of(letters[..64]));
        Assert.Equal(PasswordFault.None, PasswordRules.Of(letters[..256]));
        Assert.Equal(PasswordFault.TooLong, PasswordRules.Of(letters[..257]));
    }
}
