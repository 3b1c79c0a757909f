using System.Globalization;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Events.Text;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Events.Feed;

/// <summary>
/// On which side of a threshold accounts stand. A side follows from the account's decisions, and of credit from days
/// that ended and from rebuilds, alone: whoever reads again sees the same crossings, for what a stream does not
/// remember is looked up in the account's past.
/// </summary>
internal sealed class Crossings(ThresholdBody threshold, IActors actors, Caller caller)
{
    public const string Anomaly = "anomaly", Credit = "credit";

    private readonly Dictionary<AccountKey, Standing> _standing = [];

    public static int? CreditOf(in Decision decision) => CreditOf(decision.Credit);

    public static int? CreditOf(in CreditScore credit) =>
        credit.State is CreditState.Uncalibrated or CreditState.Calibrated ? credit.Score : null;

    /// <summary>
    /// <c>up</c> or <c>down</c> where this decision crossed the threshold, or, of credit, the end of this day or this
    /// rebuild did.
    /// </summary>
    public async ValueTask<string?> Of(FeedEntry entry)
    {
        var now = entry.Assessed is { } assessed
            ? StepOf(assessed.Inputs, assessed.Decision, entry.ScoringVersion)
            : new Step(entry.Sequence, CreditOf(Moved(entry)), entry.ScoringVersion);
        var before = _standing.TryGetValue(entry.Account, out var known) && known.Sequence == now.Sequence - 1
            ? known
            : await Past(entry.Account, now.Sequence);
        if (before.Model is null && entry.Rebuilt is { } rebuilt)
        {
            // More rows may have waited for it than are looked back over: it says itself what the score was.
            before = before with { Side = Side(CreditOf(rebuilt.Before)) ?? before.Side };
        }

        var compared = before.Model is null || before.Model == now.Model;
        var side = Side(now.Value) ?? (compared ? before.Side : null);
        if (_standing.Count >= Limits.FeedProfilesMax)
        {
            _standing.Clear();
        }

        _standing[entry.Account] = new Standing(now.Sequence, side ?? Start, now.Model);
        var moved = side is not null && before.Side is not null && side != before.Side;
        return !moved || !compared || entry.Assessed is { Inputs.History: true } ? null
            : side == true ? "up" : "down";
    }

    /// <summary>The credit score as of the end of a day, or of a rebuild.</summary>
    public static CreditScore Moved(FeedEntry entry) => entry.Closed?.Credit ?? entry.Rebuilt!.After;

    /// <summary>A crossing as it is told.</summary>
    public CrossingBody Body(FeedEntry entry, AccountProfile? profile, string direction)
    {
        var (letters, assessed) = (entry.Account.ToString(), entry.Assessed);
        return new CrossingBody
        {
            AccountId = Ids.Account(letters),
            Account = profile?.Account,
            Decision = assessed is null ? null : RecordIds.Decision(letters, entry.Sequence),
            Day = entry.Closed is { Closed.Day: var day } ? DateText.ToDate(day) : null,
            Revision = entry.Rebuilt?.Revision,
            Score = threshold.Score,
            At = threshold.At,
            DeadBand = threshold.DeadBand,
            Direction = direction,
            Value = (assessed is null ? CreditOf(Moved(entry)) : ValueOf(assessed.Decision)) ?? 0,
            Model = ModelNames.Of(entry.ScoringVersion, assessed?.Inputs ?? default, assessed?.Decision ?? default),
        };
    }

    /// <summary>An account begins below any anomaly threshold; of credit nothing is known at first.</summary>
    private bool? Start => threshold.Score == Anomaly ? false : null;

    /// <summary>True above, false below, null in the dead band or without a score.</summary>
    private bool? Side(int? value) =>
        value >= threshold.At ? true
            : value < threshold.At - threshold.DeadBand ? false
            : null;

    private int? ValueOf(in Decision decision) =>
        threshold.Score == Anomaly ? decision.Anomaly.Score : CreditOf(decision);

    private Step StepOf(in DecisionInputs inputs, in Decision decision, ushort scoringVersion) =>
        new(inputs.Sequence, ValueOf(decision), ScaleOf(scoringVersion, inputs, decision));

    /// <summary>
    /// Scores are compared with those of the same model only; a model deployment that leaves the model as it was
    /// changes the number and so begins anew too, which crosses nothing. Credit knows no model deployment yet: its
    /// scoring version alone counts.
    /// </summary>
    private long ScaleOf(ushort scoringVersion, in DecisionInputs inputs, in Decision decision) =>
        scoringVersion | (
            threshold.Score == Anomaly && decision.Anomaly.Learned ? (long)inputs.ModelDeploymentVersion << 16 : 0);

    private async ValueTask<Standing> Past(AccountKey account, long sequence)
    {
        long? model = null;
        for (var to = sequence; to > 1 && sequence - to < Limits.CrossingLooksBack;)
        {
            var from = Math.Max(0, to - 1 - Limits.CrossingPage);
            var outcome = await actors.Account(caller.Tenant, account).Decisions(
                caller, new DecisionQuery(null, from, Limits.CrossingPage) { WithDays = threshold.Score == Credit });
            if (outcome.Failure is { IsTransient: true })
            {
                throw new JournalUnavailableException("an account could not be asked for its past");
            }

            foreach (var earlier in Steps(outcome.Value).Where(each => each.Sequence < to)
                .OrderByDescending(static each => each.Sequence))
            {
                model ??= earlier.Model;
                if (earlier.Model != model)
                {
                    return new Standing(sequence - 1, Start, model.Value);
                }

                if (Side(earlier.Value) is { } side)
                {
                    return new Standing(sequence - 1, side, model.Value);
                }
            }

            to = from + 1;
        }

        return new Standing(sequence - 1, Start, model);
    }

    private IEnumerable<Step> Steps(DecisionsPage? page) => page is null ? [] : page.Entries
        .Select(each => StepOf(each.Inputs, each.Decision, each.Answer.ScoringVersion))
        .Concat(page.Days.Select(static day => new Step(day.Sequence, CreditOf(day.Credit), day.ScoringVersion)));

    /// <summary>A score of an account, whatever gave it; null where there was none.</summary>
    private readonly record struct Step(long Sequence, int? Value, long Model);

    /// <param name="Model">Null where there was no score before.</param>
    private readonly record struct Standing(long Sequence, bool? Side, long? Model);
}
