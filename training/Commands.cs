using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Backtests;
using OrleansRisk.Training.Credit;
using OrleansRisk.Training.Files;
using OrleansRisk.Training.Scorecards;
using OrleansRisk.Training.Trees;

namespace OrleansRisk.Training;

/// <summary>One table of what this program does.</summary>
internal static class Commands
{
    private static readonly (string[] Name, string Arguments, Func<string[], Task> Run)[] Table =
    [
        (["credit", "train"], "LOANS TRANSACTIONS FOLDER", CreditTraining.Train),
        (["credit", "train"], "LOANS TRANSACTIONS FOLDER --history DAYS TRANSACTIONS", CreditTraining.TrainStating),
        (["credit", "train"], "LOANS TRANSACTIONS FOLDER --choices FILE", CreditTraining.TrainChoosing),
        (["credit", "trees"], "LOANS TRANSACTIONS FOLDER", CreditTreesCommand.Run),
        (["credit", "trees"], "LOANS TRANSACTIONS FOLDER --choices FILE", CreditTreesCommand.Run),
        (["credit", "move"], "LOANS TRANSACTIONS CARD FOLDER", CreditTraining.Move),
        (["credit", "measure"], "LOANS TRANSACTIONS OUTPUT", CreditTraining.Measure),
        (["credit", "score"], "LOANS TRANSACTIONS CARD OUTPUT", CreditTraining.Score),
        (["scorecard", "train"], "TRANSACTIONS FOLDER FIRST_DAY DAYS DELAY_DAYS BUDGET", ScorecardTraining.Train),
        (["features"], "TRANSACTIONS OUTPUT FIRST_DAY DAYS DELAY_DAYS", FeatureExport.Run),
        (["backtest"], "TRANSACTIONS MODEL FOLDER FIRST_DAY DAYS DELAY_DAYS", BacktestCommand.Run),
        (["backtest"], "TRANSACTIONS MODEL FOLDER FIRST_DAY DAYS DELAY_DAYS --champion CHAMPION", BacktestCommand.Run),
        (["backtest"], "TRANSACTIONS MODEL FOLDER FIRST_DAY DAYS DELAY_DAYS --champion CHAMPION --cool-off DAYS",
            BacktestCommand.Run),
        (["trees", "import"], "XGBOOST_JSON|LIGHTGBM_TEXT OUTPUT REVIEW_AT DECLINE_AT", TreesImport.Run),
        (["trees", "train"], "TRANSACTIONS FOLDER FIRST_DAY DAYS DELAY_DAYS BUDGET", TreesTraining.Train),
    ];

    /// <param name="errors">Where what is wrong is said; standard error unless told.</param>
    public static async Task<int> Run(string[] args, TextWriter? errors = null)
    {
        var found = Table.FirstOrDefault(command => args.Length > command.Name.Length
            && command.Name.AsSpan().SequenceEqual(args.AsSpan(0, command.Name.Length))
            && args.Length - command.Name.Length == command.Arguments.Split(' ').Length);
        errors ??= Console.Error;
        if (found.Run is null)
        {
            foreach (var (name, arguments, _) in Table)
            {
                errors.WriteLine($"usage: risk-training {string.Join(' ', name)} {arguments}");
            }

            return 2;
        }

        try
        {
            await found.Run(args[found.Name.Length..]);
            return 0;
        }
        catch (Exception e) when (e is InputException or CreditModelUnreadableException or ModelUnreadableException
            or IOException)
        {
            errors.WriteLine(e.Message);
            return 2;
        }
        catch (DllNotFoundException e)
        {
            errors.WriteLine($"LightGBM does not load here; on Debian it needs the package libgomp1. {e.Message}");
            return 2;
        }
    }
}
