using OrleansRisk.Contract.Decisions;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>One invented account's credit score before and after its owner lost the job.</summary>
internal sealed class CreditChapter
{
    private readonly LenderSample _lender;
    private DecisionBody? _before;
    private DecisionBody? _after;

    public CreditChapter(LenderSample lender, Traffic traffic)
    {
        _lender = lender;
        traffic.Decided = Watch;
    }

    public void Tell(Screen screen)
    {
        screen.Chapter($"Credit: {_lender.JobLossAccount} loses its job on {_lender.JobLost:yyyy-MM-dd}");
        Show(screen, "before", _before);
        Show(screen, "after", _after);
        screen.Say("An expert scorecard, not fitted to any defaults: it ranks, and says so (state: uncalibrated).");
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
