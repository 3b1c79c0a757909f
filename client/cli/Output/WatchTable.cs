using System.Globalization;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Feed;
using Spectre.Console;

namespace OrleansRisk.Cli.Output;

/// <summary>The newest word on each account, the newest on top; as many as fit.</summary>
internal sealed class WatchTable
{
    private readonly LinkedList<(string Account, string[] Cells)> _rows = new();

    public void Add(EventBody told)
    {
        if (Row(told) is not { } row)
        {
            return;
        }

        for (var each = _rows.First; each is not null; each = each.Next)
        {
            if (each.Value.Account == row.Account)
            {
                _rows.Remove(each);
                break;
            }
        }

        _rows.AddFirst(row);
        if (_rows.Count > Limits.AccountsWatched)
        {
            _rows.RemoveLast();
        }
    }

    public Table Draw()
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumns("time", "account", "anomaly", "credit", "outcome", "why");
        foreach (var (_, cells) in _rows)
        {
            table.AddRow([.. cells.Select(static cell => new Text(cell))]);
        }

        return table;
    }

    private static (string Account, string[] Cells)? Row(EventBody told)
    {
        var time = told.Created.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        switch (told.Type)
        {
            case EventTypes.ScoreUpdated or EventTypes.DecisionFlagged:
                var decision = told.Data.Deserialize(ContractJson.Default.DecisionBody)!;
                return (decision.AccountId,
                [
                    time, decision.Account ?? decision.AccountId, Score(decision.Anomaly.Score),
                    Score(decision.Credit.Score),
                    decision.Outcome ?? "", decision.Anomaly.Reasons is [var first, ..] ? first.Text : "",
                ]);
            case EventTypes.ScoreSnapshot:
                var account = told.Data.Deserialize(ContractJson.Default.AccountBody)!;
                return (account.AccountId,
                    [time, account.Account, Score(account.LastAnomaly?.Score), Score(account.Credit.Score), "", ""]);
            case EventTypes.ScoreRestated:
                var restated = told.Data.Deserialize(ContractJson.Default.ScoreRestatedBody)!;
                return (restated.AccountId,
                [
                    time, restated.Account ?? restated.AccountId, Score(null), Score(restated.Credit.Score), "",
                    restated.Day is { } day
                        ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} ended")
                        : string.Create(CultureInfo.InvariantCulture, $"rebuilt, revision {restated.Revision}"),
                ]);
            case EventTypes.ThresholdCrossed:
                var crossed = told.Data.Deserialize(ContractJson.Default.CrossingBody)!;
                var ofCredit = crossed.Score == "credit";
                return (crossed.AccountId,
                [
                    time, crossed.Account ?? crossed.AccountId, Score(ofCredit ? null : crossed.Value),
                    Score(ofCredit ? crossed.Value : null), "",
                    string.Create(CultureInfo.InvariantCulture, $"crossed {crossed.At} {crossed.Direction}"),
                ]);
            case EventTypes.AccountLoaded:
                var loaded = told.Data.Deserialize(ContractJson.Default.AccountLoadedBody)!;
                return (loaded.AccountId,
                [
                    time, loaded.Account ?? loaded.AccountId, Score(null), Score(null), "",
                    string.Create(CultureInfo.InvariantCulture, $"{loaded.Transactions} of history loaded"),
                ]);
            default:
                return null; // of no account
        }
    }

    private static string Score(int? score) => score?.ToString(CultureInfo.InvariantCulture) ?? "–";
}
