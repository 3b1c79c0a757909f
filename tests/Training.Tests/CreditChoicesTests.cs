using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Credit;
using OrleansRisk.Training.Files;
using OrleansRisk.Training.Tests.Books;

namespace OrleansRisk.Training.Tests;

public sealed class CreditChoicesTests
{
    private static readonly Lazy<LoanSet> Loans = new(static () => BookSet.Of("stacking"));

    [Fact]
    public void Candidates_ByDefault_AreThoseWithADirectionAndNoneThatIsDenied()
    {
        var candidates = new CreditChoices().Candidates().ToDictionary(
            static each => FeatureCatalogue.NameOf(each.Feature));
        Assert.All(
            DeniedFeatures.Shipped.Keys,
            name => Assert.StartsWith("denied", candidates[name].Why, StringComparison.Ordinal));
        var gambling = candidates["gambling.share"];
        Assert.Equal((CreditDirection.Rising, null), (gambling.Direction, gambling.Why));
        Assert.Equal("no direction is declared", candidates["income.concentration"].Why);
        Assert.True(candidates.Values.Count(static each => each.Why is null) > 40);
    }

    [Fact]
    public async Task Read_ChoicesOfALender_AreFollowed()
    {
        var choices = await Read("""
            {"features":["balance.*","income.concentration"],"directions":{"income.concentration":"falling"},
            "deny":["balance.trend"],"maturity_months":12,"observed_to":"2025-06-30",
            "history":{"days":10,"transactions":5}}
            """);
        var named = choices.Candidates().Where(static each => each.Why is null).ToList();
        Assert.Contains((FeatureNumber.IncomeConcentration, CreditDirection.Falling, null), named);
        Assert.DoesNotContain(named, static each => each.Feature == FeatureNumber.BalanceTrend);
        Assert.All(named, static each => Assert.True(
            each.Feature == FeatureNumber.IncomeConcentration
            || FeatureCatalogue.NameOf(each.Feature).StartsWith("balance.", StringComparison.Ordinal)));
        Assert.Equal(new DateOnly(2025, 6, 30), choices.ObservedTo);
    }

    [Theory]
    [InlineData("""{"features":["salary.*"]}""", "salary.*")]
    [InlineData("""{"deny":["amount.z"]}""", "amount.z")]
    [InlineData("""{"directions":{"cash.share":"up"}}""", "cash.share")]
    [InlineData("""{"shape":"curve"}""", "auto, lines or bins")]
    [InlineData("""{"terms_max":0}""", "terms")]
    [InlineData("""{"colour":1}""", "do not read")]
    [InlineData("""{"history":{"days":400,"transactions":5}}""", "at most 365 days")]
    public async Task Read_ChoicesThatAreNone_AreRefusedByWhatIsWrong(string text, string why) => Assert.Contains(
        why, (await Assert.ThrowsAsync<InputException>(() => Read(text))).Message, StringComparison.Ordinal);

    /// <summary>Gambling is declared to make loans safer: the card does without it, and says so.</summary>
    [Theory]
    [InlineData("lines")]
    [InlineData("bins")]
    public void Fit_DirectionThatTheLoansContradict_LeavesTheFeatureOutAndSaysSo(string shape)
    {
        var fitted = CardFit.Fit(
            new CreditChoices(
                Shape: shape, Features: ["gambling.count", "returned.count_90d"],
                Directions: new Dictionary<string, string> { ["gambling.count"] = "falling" }),
            Loans.Value.Rows);
        Assert.Equal(FeatureNumber.ReturnedCount90D, Assert.Single(fitted.Card.Terms).Feature);
        Assert.Equal("goes against its declared direction", fitted.Left.Single(
            static each => each.Feature == FeatureNumber.GamblingCount).Why);
    }

    [Fact]
    public void Check_TermAgainstItsDeclaredDirection_IsNoCard()
    {
        var term = new CreditModelTerm(FeatureNumber.CashShare, CreditModelScale.Linear, 1, 0, 1, 0.5, -2, 0);
        Assert.Null(new CreditModel(-2, [term]).Check());
        Assert.Contains("cash.share goes against", new CreditModel(
            -2, [term with { Direction = CreditDirection.Rising }]).Check(), StringComparison.Ordinal);
        var bins = term with
        {
            Weight = 1,
            Direction = CreditDirection.Rising,
            Bins = new CreditModelBins([0.2, 0.4], [-1, 1, 0.5]),
        };
        Assert.NotNull(new CreditModel(-2, [bins]).Check());
        Assert.Null(new CreditModel(-2, [bins with { Bins = new CreditModelBins([0.2, 0.4], [-1, 0.5, 1]) }]).Check());
    }

    /// <summary>A card of another level, and too sure of itself, says after the move what came.</summary>
    [Fact]
    public void Recalibrated_ByNewerLoans_AgreesWithThem()
    {
        var set = Loans.Value;
        var rows = set.Rows;
        var card = CardFit.Fit(new CreditChoices(), rows).Card;
        var off = card.Recalibrated(0.7, 1.6);
        var calibration = Calibration.Of([.. rows.Rows.Select(row => off.LogOdds(row))], rows.Bad, rows.Counts);
        var mended = off.Recalibrated(calibration.Move, calibration.Slope);
        double[] odds = [.. rows.Rows.Select(row => mended.LogOdds(row))];
        Assert.InRange(Calibration.Of(odds, rows.Bad, rows.Counts).Slope, 0.99, 1.01);
        Assert.InRange(Calibration.Level(odds, rows.Bad, rows.Counts), 0.99, 1.01);
        Assert.Null(mended.Check());
    }

    private static async Task<CreditChoices> Read(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            return await CreditChoices.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
