using OrleansRisk.Core;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using CoreLimits = OrleansRisk.Core.Limits;

namespace OrleansRisk.Tenants.Models.Monitoring;

/// <summary>Counts what one model scored, account by account.</summary>
internal sealed class MonitorTally(string hash, MonitorWindow window, long now)
{
    private const int Scores = CoreLimits.ScoreMax + 1;
    private const int Bins = FeatureBins.Missing + 1;
    private const long DayMs = 86_400_000;

    private readonly long[] _reference = new long[Scores];
    private readonly long[] _current = new long[Scores];
    private readonly long[] _good = new long[Scores];
    private readonly long[] _bad = new long[Scores];
    private readonly long[][] _binsBefore = Empty();
    private readonly long[][] _binsNow = Empty();
    private long _labelled, _reviewed, _declined, _reviewedMature, _found;
    private long _both, _onlyThis, _onlyChampion, _badBoth, _badOnlyThis, _badOnlyChampion;
    private bool _challenged;

    /// <summary>Transactions of either window that the model scored.</summary>
    public long Scored { get; private set; }

    /// <summary>One account: its transactions, and the label in force of each by sequence.</summary>
    public void Add(
        IEnumerable<(AssessedEntry Entry, ModelDeployment ModelDeployment)> entries, IReadOnlyDictionary<long,
        LabelKind> labels)
    {
        foreach (var (entry, deployment) in entries)
        {
            if ((entry.Decision.Flags & DecisionFlags.Update) == 0 && Score(entry.Decision, deployment) is { } scored)
            {
                var label = labels.GetValueOrDefault(entry.Inputs.Sequence, LabelKind.Withdrawn);
                Count(entry, deployment, scored.Score, scored.Thresholds, label);
            }
        }
    }

    public MonitorReport Report(long accounts, bool complete, Thresholds thresholds)
    {
        var edges = StabilityIndex.Edges(_reference, 10);
        var budget = thresholds.Budget is { } text ? AlertBudget.Read(text) : null;
        var (scored, days) = (_current.Sum(), (int)Math.Max(1, (window.To - window.From + DayMs - 1) / DayMs));
        return new MonitorReport(
            accounts, complete,
            StabilityIndex.Of(StabilityIndex.Binned(_reference, edges), StabilityIndex.Binned(_current, edges)), edges,
            [.. Enumerable.Range(0, FeatureBins.Length).Select(i => new FeatureStability(
                RecordedFeatures.NameOf(i), StabilityIndex.Of(_binsBefore[i], _binsNow[i])))],
            new AlertFigures(scored, _reviewed, _declined, thresholds.Budget, budget?.Alerts(scored, days)),
            new OutcomeFigures(
                _good.Sum() + _bad.Sum(), _labelled, _bad.Sum(), RankQuality.Of(_good, _bad), _reviewedMature, _found),
            _challenged
                ? new SwapFigures(_both, _onlyThis, _onlyChampion, _badBoth, _badOnlyThis, _badOnlyChampion)
                : null);
    }

    private (int Score, Thresholds Thresholds)? Score(in Decision decision, ModelDeployment deployment)
    {
        if (decision.Anomaly.Learned && deployment.Anomaly?.Hash == hash)
        {
            return (decision.Anomaly.Score, deployment.Anomaly.Model.Thresholds);
        }

        for (var i = 0; i < decision.ShadowCount && i < deployment.Challengers.Count; i++)
        {
            if (deployment.Challengers[i].Hash == hash)
            {
                return (decision.Shadow[i], deployment.Challengers[i].Model.Thresholds);
            }
        }

        return null;
    }

    private void Count(
        AssessedEntry entry, ModelDeployment deployment, int score, Thresholds thresholds, LabelKind label)
    {
        var at = entry.Inputs.ArrivedAt;
        var current = at >= window.From && at < window.To;
        var before = at >= window.ReferenceFrom && at < window.ReferenceTo;
        if (!current && !before)
        {
            return;
        }

        Scored++;
        var reviewed = score >= thresholds.ReviewAt;
        if (current)
        {
            _current[score]++;
            (_reviewed, _declined) = (
                _reviewed + (reviewed ? 1 : 0), _declined + (score >= thresholds.DeclineAt ? 1 : 0));
            Bin(_binsNow, entry.Decision.Bins);
        }

        if (before)
        {
            _reference[score]++;
            Bin(_binsBefore, entry.Decision.Bins);
        }

        var labelled = label != LabelKind.Withdrawn;
        if (at + (window.LabelDays * DayMs) <= now)
        {
            (label == LabelKind.Fraud ? _bad : _good)[score]++;
            _labelled += labelled ? 1 : 0;
            _reviewedMature += reviewed ? 1 : 0;
            _found += reviewed && label == LabelKind.Fraud ? 1 : 0;
            Swap(entry.Decision, deployment, reviewed, label == LabelKind.Fraud);
        }
    }

    private void Swap(in Decision decision, ModelDeployment deployment, bool reviewed, bool bad)
    {
        if (deployment.Anomaly is not { } champion || champion.Hash == hash)
        {
            return;
        }

        _challenged = true;
        switch (reviewed, decision.Anomaly.Score >= champion.Model.Thresholds.ReviewAt)
        {
            case (true, true):
                (_both, _badBoth) = (_both + 1, _badBoth + (bad ? 1 : 0));
                break;
            case (true, false):
                (_onlyThis, _badOnlyThis) = (_onlyThis + 1, _badOnlyThis + (bad ? 1 : 0));
                break;
            case (false, true):
                (_onlyChampion, _badOnlyChampion) = (_onlyChampion + 1, _badOnlyChampion + (bad ? 1 : 0));
                break;
            default:
                break;
        }
    }

    private static long[][] Empty() =>
        [.. Enumerable.Range(0, FeatureBins.Length).Select(static _ => new long[Bins])];

    private static void Bin(long[][] counts, in FeatureBins bins)
    {
        for (var i = 0; i < FeatureBins.Length; i++)
        {
            counts[i][bins[i]]++;
        }
    }
}
