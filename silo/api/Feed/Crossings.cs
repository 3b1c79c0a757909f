using System.Globalization;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Engine;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Feed;
using OrleansRisk.Engine.Journal;

namespace OrleansRisk.Api.Feed;

/// <summary>
/// On which side of a threshold accounts stand. A side follows from the account's decisions alone, so whoever reads
/// again sees the same crossings: what a stream does not remember is looked up in the account's past.
/// </summary>
internal sealed class Crossings(ThresholdBody threshold, IActors actors, Caller caller)
{
    public const string Anomaly = "anomaly", Credit = "credit";

    private readonly Dictionary<AccountKey, Standing> _standing = [];

    public static int? CreditOf(in Decision decision) => CreditOf(decision.Credit);

    public static int? CreditOf(in CreditScore credit) =>
        credit.State == CreditState.InsufficientHistory ? null : credit.Score;

    /// <summary>What gave the anomaly score: a fold's surprise, or a model of a line-up.</summary>
    public static string Model(ushort foldVersion, in Observed observed, in Decision decision) =>
        decision.Anomaly.Learned
            ? "line-up-" + observed.LineUpVersion.ToString(CultureInfo.InvariantCulture)
            : "surprise-" + foldVersion.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>up</c> or <c>down</c> where this decision crossed the threshold.</summary>
    public async ValueTask<string?> Of(FeedEntry entry)
    {
        var (sequence, decision) = (entry.Assessed!.Observed.Sequence, entry.Assessed.Decision);
        var model = ScaleOf(entry.FoldVersion, entry.Assessed.Observed, decision);
        var before = _standing.TryGetValue(entry.Account, out var known) && known.Sequence == sequence - 1
            ? known
            : await Past(entry.Account, sequence);
        var side = Side(decision) ?? (before.Model is null || before.Model == model ? before.Side : null);
        if (_standing.Count >= Limits.FeedProfilesMax)
        {
            _standing.Clear();
        }

        _standing[entry.Account] = new Standing(sequence, side ?? Start, model);
        var moved = side is not null && before.Side is not null && side != before.Side;
        var compared = before.Model is null || before.Model == model;
        return !moved || !compared || entry.Assessed.Observed.History ? null : side == true ? "up" : "down";
    }

    public int Value(in Decision decision) =>
        threshold.Score == Anomaly ? decision.Anomaly.Score : CreditOf(decision) ?? 0;

    /// <summary>An account begins below any anomaly threshold; of credit nothing is known at first.</summary>
    private bool? Start => threshold.Score == Anomaly ? false : null;

    /// <summary>True above, false below, null in the dead band or without a score.</summary>
    private bool? Side(in Decision decision) =>
        (threshold.Score == Anomaly ? decision.Anomaly.Score : CreditOf(decision)) is not { } value ? null
            : value >= threshold.At ? true
            : value < threshold.At - threshold.DeadBand ? false
            : null;

    /// <summary>
    /// Scores are compared with those of the same model only; a line-up that leaves the model as it was changes the
    /// number and so begins anew too, which crosses nothing. Credit knows no line-up yet: its fold alone counts.
    /// </summary>
    private long ScaleOf(ushort fold, in Observed observed, in Decision decision) =>
        fold | (threshold.Score == Anomaly && decision.Anomaly.Learned ? (long)observed.LineUpVersion << 16 : 0);

    private async ValueTask<Standing> Past(AccountKey account, long sequence)
    {
        long? model = null;
        for (var to = sequence; to > 1 && sequence - to < Limits.CrossingLooksBack;)
        {
            var from = Math.Max(0, to - 1 - Limits.CrossingPage);
            var outcome = await actors.Account(caller.Tenant, account).Decisions(
                caller, new DecisionQuery(null, from, Limits.CrossingPage));
            if (outcome.Refusal is Refusal.Retry or Refusal.Moved)
            {
                throw new JournalUnavailableException("an account could not be asked for its past");
            }

            foreach (var earlier in outcome.Entries.Where(each => each.Observed.Sequence < to).Reverse())
            {
                var theirs = ScaleOf(earlier.FoldVersion, earlier.Observed, earlier.Decision);
                model ??= theirs;
                if (theirs != model)
                {
                    return new Standing(sequence - 1, Start, model.Value);
                }

                if (Side(earlier.Decision) is { } side)
                {
                    return new Standing(sequence - 1, side, model.Value);
                }
            }

            to = from + 1;
        }

        return new Standing(sequence - 1, Start, model);
    }

    /// <param name="Model">Null where there was no decision before.</param>
    private readonly record struct Standing(long Sequence, bool? Side, long? Model);
}
