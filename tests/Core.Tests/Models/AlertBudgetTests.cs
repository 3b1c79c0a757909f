using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Core.Tests.Models;

public sealed class AlertBudgetTests
{
    [Theory]
    [InlineData("0.5 %", 0.5, false)]
    [InlineData("0.5%", 0.5, false)]
    [InlineData("200 a day", 200, true)]
    public void Read_ShareOrDailyNumber_SaysWhatWasMeant(string text, double amount, bool perDay)
    {
        Assert.Equal(new AlertBudget(amount, perDay), AlertBudget.Read(text));
        Assert.Equal(AlertBudget.Read(text), AlertBudget.Read(AlertBudget.Read(text).ToString()!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 %")]
    [InlineData("101 %")]
    [InlineData("-1 a day")]
    [InlineData("NaN %")]
    [InlineData("many a day")]
    [InlineData("200 a week")]
    public void Read_AnythingElse_IsNothing(string text) => Assert.Null(AlertBudget.Read(text));

    [Fact]
    public void Threshold_EqualScores_StandTogetherAndStayWithinTheBudget()
    {
        int[] scores = [900, 800, 800, 700, 100, 100, 100, 100, 100, 100];
        int At(string budget, int days = 1) => AlertBudget.Read(budget)!.Value.Threshold(ScoreScale.Risk, scores, days);
        Assert.Equal(801, At("10 %")); // 900 alone; both of 800 would be three
        Assert.Equal(801, At("20 %"));
        Assert.Equal(701, At("30 %"));
        Assert.Equal(101, At("2 a day", days: 2));
        Assert.Equal(0, At("100 %"));
        Assert.Equal(699, AlertBudget.Read("6 a day")!.Value.Threshold(ScoreScale.Credit, scores, 1));
    }

    [Fact]
    public void OutcomeOf_BothScales_RiskierIsGraver()
    {
        var risk = new Thresholds(600, 800);
        Assert.Equal(Outcome.Approve, risk.OutcomeOf(ScoreScale.Risk, 599));
        Assert.Equal(Outcome.Review, risk.OutcomeOf(ScoreScale.Risk, 600));
        Assert.Equal(Outcome.Decline, risk.OutcomeOf(ScoreScale.Risk, 800));
        var credit = new Thresholds(500, 300);
        Assert.Equal(Outcome.Approve, credit.OutcomeOf(ScoreScale.Credit, 501));
        Assert.Equal(Outcome.Review, credit.OutcomeOf(ScoreScale.Credit, 500));
        Assert.Equal(Outcome.Decline, credit.OutcomeOf(ScoreScale.Credit, 300));
    }
}
