using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Categories;

public sealed class PartyNameTests
{
    [Theory]
    [InlineData("ACME MFG PAYROLL 251130 REF1583", "acme mfg payroll ")]
    [InlineData("Acme Mfg. Payroll", "acme mfg payroll ")]
    [InlineData("McDonald's #0032", "mcdonalds ")]
    [InlineData("Warisan Kinta Trading Sdn Bhd", "warisan kinta trading ")]
    [InlineData("Mei Ling A/P Jun", "mei ling a p jun ")]
    [InlineData("FINCO 88", "finco ")]
    [InlineData("12345 / 678", "")]
    public void Reduce_AName_KeepsWhatTellsItApart(string name, string reduced)
    {
        Span<char> room = stackalloc char[48];
        Assert.Equal(reduced, new string(room[..PartyName.Reduce(name, room, months: false)]));
    }

    [Fact]
    public void Key_WithoutAName_IsTheDescriptionsWithoutMonths()
    {
        var (january, february) = (
            Some.Transaction() with { Description = "GAJI JAN 2025" },
            Some.Transaction() with { Description = "GAJI FEB 2025" });
        Assert.Equal(PartyName.Key(january), PartyName.Key(february));
        Assert.NotEqual(0UL, PartyName.Key(january));
        Assert.Equal(0UL, PartyName.Key(Some.Transaction()));
    }

    [Fact]
    public void Key_OfTwoPersonsWhoDifferByALetter_Differs() => Assert.NotEqual(
        PartyName.Key(Some.Transaction() with { Counterparty = "TAN CHEE KEONG K" }),
        PartyName.Key(Some.Transaction() with { Counterparty = "TAN CHEE KEONG M" }));
}
