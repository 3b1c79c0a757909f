using OrleansRisk.Trust.Credentials;
using Xunit;

namespace OrleansRisk.Trust.Tests.Credentials;

public sealed class RecoveryCodesTests
{
    [Fact]
    public void Codes_New_AreTenThatDiffer()
    {
        var codes = RecoveryCodes.New();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.All(codes, static code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code));
        Assert.Equal(
            10, codes.Select(static code => Convert.ToHexString(RecoveryCodes.Hash(code)!)).Distinct().Count());
    }

    [Theory]
    [InlineData("0123-4567-89ab-cdef")]
    [InlineData("0123456789ABCDEF")]
    [InlineData(" 0123 4567 89AB CDEF ")]
    [InlineData("ol23-4567-89ab-cdef")]
    [InlineData("OI23-4567-89ab-cdef")]
    public void Code_HoweverItIsWritten_IsTheSame(string code) =>
        Assert.Equal(RecoveryCodes.Hash("0123-4567-89AB-CDEF"), RecoveryCodes.Hash(code));

    [Theory]
    [InlineData("")]
    [InlineData("0123-4567-89AB-CDE")]
    [InlineData("0123-4567-89AB-CDEFG")]
    [InlineData("0123-4567-89AB-CDEU")]
    [InlineData("0123-4567-89AB-CDE\u0660")]
    [InlineData("0                                              123456789ABCDEF")]
    public void Code_OfAnotherShape_IsNone(string code) => Assert.Null(RecoveryCodes.Hash(code));
}
