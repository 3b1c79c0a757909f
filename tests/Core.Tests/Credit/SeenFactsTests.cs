using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Kinds;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Credit;

/// <summary>What an application states counts once where the account shows payments of it.</summary>
public sealed class SeenFactsTests
{
    private static readonly Payroll Lived = Live();

    [Theory]
    [InlineData(false, "Acme Mfg. Ltd", 1, true)] // by name, whatever the amount
    [InlineData(true, "MERIT HOUSE 0012", 1, true)]
    [InlineData(false, "Merit House", 1, false)] // a lender pays no income
    [InlineData(true, "Acme Mfg", 1, false)]
    [InlineData(true, null, 40_500, true)] // by amount, within two hundredths
    [InlineData(true, null, 45_000, false)]
    [InlineData(true, "Another Bank", 40_000, true)] // a bureau calls it otherwise
    [InlineData(true, "Long Paid", 30_000, false)] // months ago
    public void Of_AFact_IsSeenByItsNameOrItsAmount(bool obligation, string? name, long monthly, bool seen) =>
        Assert.Equal(seen ? 1u : 0u, Seen(new StatedFact(obligation, SeenFacts.PartyOf(name), monthly)));

    /// <summary>Two loans of one amount of which the account shows one: the other is one more.</summary>
    [Fact]
    public void Of_TwoFactsOfOneStream_OneIsSeen()
    {
        var bank = new StatedFact(true, 0, 40_000);
        Assert.Equal(1u, Seen(bank, bank));
        Assert.Equal(2u, Seen(bank, bank with { Party = SeenFacts.PartyOf("Merit House") }));
    }

    private static uint Seen(params StatedFact[] facts) => CreditAssessment.Of(
        ScoringVersions.Four, Lived.Account.State, Payroll.End, CreditRequest.None with { Facts = facts }, null).Seen;

    private static Payroll Live()
    {
        var payroll = new Payroll();
        for (var day = Payroll.End - 360; day < Payroll.End; day++)
        {
            switch (Payroll.DateOf(day).Day)
            {
                case 1:
                    payroll.Line(day, 300_000, Direction.Credit, "ACME MFG", "SALARY");
                    break;
                case 9 when day < Payroll.End - 120:
                    payroll.Line(day, 30_000, Direction.Debit, "Long Paid", "LOAN");
                    break;
                case 12:
                    payroll.Line(day, 40_000, Direction.Debit, "Merit House", "LOAN");
                    break;
            }
        }

        return payroll;
    }
}
