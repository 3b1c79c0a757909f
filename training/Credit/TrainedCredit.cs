using System.Globalization;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Credit;

/// <summary>What later loans say of a card that was fitted, and recalibrated, on earlier ones.</summary>
/// <param name="Before">Before its recalibration.</param>
/// <param name="After">With the move and the slope that the earlier loans gave.</param>
/// <param name="Stability">Population stability index of the scores, from the earlier loans to the later ones.</param>
/// <param name="Plain">Area under the curve of a plain ridge on the same features.</param>
internal sealed record OutOfTime(
    int From, int TrainLoans, int TrainBad, CreditJudgement Before, CreditJudgement After, double Stability,
    double Plain);

/// <summary>A card with all that is known of how good it is.</summary>
/// <param name="Card">Fitted on all loans and recalibrated: what is written.</param>
/// <param name="Held">Every loan by a fit that has not seen it, before recalibration.</param>
/// <param name="Later">Null where the loans are too few, or of one time.</param>
internal sealed record TrainedCredit(
    CreditModel Card, FittedCard Fitted, Calibration Calibration, CreditJudgement Held, OutOfTime? Later)
{
    /// <summary>
    /// Judged on later loans by fits on earlier ones; then fitted once more on all of them, for what is to come is
    /// nearest to the newest.
    /// </summary>
    public static TrainedCredit Of(LoanSet set, CreditChoices choices)
    {
        var rows = set.Rows;
        var later = LoanTimes.TestFrom(set.Loans, choices) is { } from ? Judged(set, choices, from) : null;
        var fitted = CardFit.Fit(choices, rows);
        var held = new CreditJudgement(
            CardFit.Held(choices, rows, fitted), rows.Bad, rows.Counts, set.Segments)
        {
            Days = set.Days,
        };
        var calibration = Calibration.Of(held.LogOdds, rows.Bad, rows.Counts);
        var card = fitted.Card.Recalibrated(calibration.Move, calibration.Slope) with
        {
            Needs = choices.Needs ?? MeasuredLoan.LeastOf(set.Measured),
            About = About(set, choices),
        };
        return new TrainedCredit(card, fitted, calibration, held, later);
    }

    private static OutOfTime Judged(LoanSet set, CreditChoices choices, int from)
    {
        var (train, test) = (set.Where(loan => loan.Day < from), set.Where(loan => loan.Day >= from));
        var (rows, later) = (train.Rows, test.Rows);
        var fitted = CardFit.Fit(choices, rows);
        var calibration = Calibration.Of(CardFit.Held(choices, rows, fitted), rows.Bad, rows.Counts);
        double[] Odds(FitRows of) => [.. of.Rows.Select(row => fitted.Card.LogOdds(row))];
        var before = new CreditJudgement(Odds(later), later.Bad, later.Counts, test.Segments) { Days = test.Days };
        var plain = CardFit.Plain(choices, rows);
        return new OutOfTime(
            from, rows.Bad.Length, rows.Bad.Count(static bad => bad), before, before.With(calibration),
            PopulationStability.Index(Odds(rows), before.LogOdds),
            before with { LogOdds = [.. later.Rows.Select(plain)] } is var other ? other.Area : 0);
    }

    private static CreditModelAbout About(LoanSet set, CreditChoices choices)
    {
        string Day(Loan loan) => LoanTimes.DayOf(loan).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new CreditModelAbout(
            set.Currency, choices.Country, set.DataHash, Day(set.Loans.MinBy(static loan => loan.Day)!),
            Day(set.Loans.MaxBy(static loan => loan.Day)!), choices.Bad, set.Loans.Count,
            set.Loans.Count(static loan => loan.Bad == true), choices.Deny ?? []);
    }
}
