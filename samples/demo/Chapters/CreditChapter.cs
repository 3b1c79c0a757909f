using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>
/// One invented account's credit score before and after its owner lost the job, and what a loan applied for on either
/// day is judged to be.
/// </summary>
internal sealed class CreditChapter
{
    private const string Amount = "12000.00", Instalment = "560.00";
    private const int Months = 24;

    private readonly LenderSample _lender;
    private readonly Traffic _traffic;
    private DecisionBody? _before;
    private DecisionBody? _after;

    public CreditChapter(LenderSample lender, Traffic traffic)
    {
        (_lender, _traffic) = (lender, traffic);
        traffic.Decided = Watch;
    }

    public async Task Tell(Screen screen, CancellationToken cancel)
    {
        screen.Chapter($"Credit: {_lender.JobLossAccount} loses its job on {_lender.JobLost:yyyy-MM-dd}");
        Show(screen, "before", _before);
        Show(screen, "after", _after);
        screen.Say("An expert scorecard, not fitted to any defaults: it ranks, and says so (state: uncalibrated).");
        screen.Say($"A loan of {Amount} MYR over {Months} months, {Instalment} a month, applied for");
        await Apply(screen, "before", _lender.JobLost, cancel);
        await Apply(screen, "after", null, cancel);
    }

    private async Task Apply(Screen screen, string when, DateOnly? asOf, CancellationToken cancel)
    {
        var assessed = await _traffic.Client.CreditAssessments.CreateAsync(
            new CreditAssessmentRequest
            {
                Accounts = [_lender.JobLossAccount],
                Currency = "MYR",
                Amount = Amount,
                Instalment = Instalment,
                Months = Months,
                AsOf = asOf,
            }, cancel);
        var means = assessed.Affordability;
        screen.Say($"{when,-7} {means.Finding}: income {means.IncomeMonthly}, essentials "
            + $"{means.EssentialOutflowMonthly}, debts {means.DebtServiceMonthly}; {means.FreeCashFlowAfter} left with "
            + $"the instalment ({assessed.State}, score {assessed.Score})");
        foreach (var reason in assessed.Letter.Reasons)
        {
            screen.Say($"          {reason}");
        }
    }

    private static void Show(Screen screen, string when, DecisionBody? decision)
    {
        if (decision is null)
        {
            screen.Bad($"{when}: no decision");
            return;
        }

        var credit = decision.Credit;
        var score = credit.Score is { } points ? $"{points}" : $"none yet, needs {string.Join(", ", credit.Needs)}";
        screen.Say($"{when,-7} {Figures.Day(decision.AsOf)}   score {score} (higher is safer, {credit.State})");
        foreach (var reason in credit.Reasons)
        {
            screen.Say($"          -{Math.Abs(reason.Points),-4} {reason.Text}");
        }
    }

    private void Watch(SampleLine line, DecisionBody decision)
    {
        if (line.Account != _lender.JobLossAccount)
        {
            return;
        }

        if (DateOnly.FromDateTime(line.At.DateTime) < _lender.JobLost)
        {
            _before = decision;
        }
        else
        {
            _after = decision;
        }
    }
}
