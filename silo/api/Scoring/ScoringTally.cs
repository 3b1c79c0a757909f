using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Scoring;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Api.Scoring;

/// <summary>Counts what previews of rebuilds came to.</summary>
internal sealed class ScoringTally(short creditAt)
{
    /// <summary>Least points of each band of moves; a band ends before the next.</summary>
    private static readonly int[] Bands = [-1_000, -99, -49, -19, 0, 1, 20, 50, 100, 1_001];

    private readonly int[] _moves = new int[Bands.Length - 1];
    private readonly List<ScoreSwapBody> _swaps = [];
    private int _accounts, _notCompared, _restated, _anomalyRestated, _up, _down, _gained, _lost;
    private long _compared, _moved, _harsher, _milder;

    /// <param name="account">Which.</param>
    /// <param name="result">Null if it could not be folded.</param>
    public void Add(AccountKey account, RebuildResult? result)
    {
        if (result is null)
        {
            _notCompared++;
            return;
        }

        var (before, after) = (ScoreOf(result.Before), ScoreOf(result.View.Summary.Credit));
        var (then, now) = (result.AnomalyBefore, result.View.Summary.LastAnomaly.Score);
        _accounts++;
        _restated += before != after || result.Before.State != result.View.Summary.Credit.State ? 1 : 0;
        _anomalyRestated += then != now ? 1 : 0;
        (_compared, _moved) = (_compared + result.Swaps.Compared, _moved + result.Swaps.Moved);
        (_harsher, _milder) = (_harsher + result.Swaps.Harsher, _milder + result.Swaps.Milder);
        if (Swaps(before, after) && _swaps.Count < Limits.ScoringSwapsShown)
        {
            _swaps.Add(new ScoreSwapBody
            {
                AccountId = Ids.Account(account.ToString()),
                Before = before,
                After = after,
                AnomalyBefore = then,
                AnomalyAfter = now,
            });
        }
    }

    public ScoringReportBody Body(int proposal, ushort scoringVersion, bool complete) => new()
    {
        Proposal = proposal,
        ScoringVersion = scoringVersion,
        Accounts = _accounts,
        NotCompared = _notCompared,
        Complete = complete,
        Restated = _restated,
        AnomalyRestated = _anomalyRestated,
        CreditAt = creditAt,
        CrossUp = _up,
        CrossDown = _down,
        Gained = _gained,
        Lost = _lost,
        Moves = [.. _moves.Select(static (accounts, band) => new ScoreMoveBody
        {
            AtLeast = Bands[band],
            AtMost = Bands[band + 1] - 1,
            Accounts = accounts,
        })],
        Swaps = _swaps,
        Outcomes = new OutcomeSwapsBody
        {
            Compared = _compared,
            Moved = _moved,
            Harsher = _harsher,
            Milder = _milder,
        },
    };

    /// <summary>Counts the move; whether the account belongs to the swap set.</summary>
    private bool Swaps(int? before, int? after)
    {
        if (before is not { } from || after is not { } to)
        {
            _gained += before is null && after is not null ? 1 : 0;
            _lost += before is not null && after is null ? 1 : 0;
            return before != after;
        }

        _moves[Array.FindLastIndex(Bands, least => to - from >= least)]++;
        var (up, down) = (from < creditAt && to >= creditAt, from >= creditAt && to < creditAt);
        (_up, _down) = (_up + (up ? 1 : 0), _down + (down ? 1 : 0));
        return up || down;
    }

    private static int? ScoreOf(in CreditScore credit) =>
        credit.State is CreditState.Uncalibrated or CreditState.Calibrated ? credit.Score : null;
}
