using System.Globalization;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Credit;

/// <summary>The figures of a card as tables for other programs.</summary>
internal static class CreditTables
{
    /// <summary>
    /// Calibration of all loans by fits that have not seen them, and of later loans, before and after.
    /// </summary>
    public static IEnumerable<string> Later(TrainedCredit trained)
    {
        yield return "judged_on,recalibration,loans,bad,auc,low95,high95,gini,ks,slope,level,psi,plain_auc";
        yield return Line("held out", "before", trained.Held, "", "");
        yield return Line("held out", "after", trained.Held.With(trained.Calibration), "", "");
        if (trained.Later is { } later)
        {
            var (psi, plain) = (Text(later.Stability), Text(later.Plain));
            yield return Line("out of time", "before", later.Before, psi, plain);
            yield return Line("out of time", "after", later.After, psi, plain);
        }
    }

    public static IEnumerable<string> Moved(CreditJudgement before, Calibration calibration) =>
    [
        "judged_on,recalibration,loans,bad,auc,low95,high95,gini,ks,slope,level,psi,plain_auc",
        Line("these loans", "before", before, "", ""), Line("these loans", "after", before.With(calibration), "", ""),
        string.Create(CultureInfo.InvariantCulture, $"move {calibration.Move:R}, slope {calibration.Slope:R}"),
    ];

    public static IEnumerable<string> LeftOut(FittedCard fitted) => fitted.Left.Select(
        static each => $"{FeatureCatalogue.NameOf(each.Feature)},\"{each.Why}\"").Prepend("feature,why");

    private static string Line(string on, string step, CreditJudgement judged, string psi, string plain)
    {
        var (low, high) = judged.Interval;
        return string.Join(',',
            on, step, judged.Bad.Length.ToString(CultureInfo.InvariantCulture),
            judged.Bad.Count(static bad => bad).ToString(CultureInfo.InvariantCulture), Text(judged.Area), Text(low),
            Text(high), Text(judged.Gini), Text(judged.Ks), Text(judged.Slope), Text(judged.Level), psi, plain);
    }

    private static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
