using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Credit;

/// <summary>Log odds of loans by a fit that has not seen them, and what became of them.</summary>
internal sealed record CreditJudgement(double[] LogOdds, bool[] Bad, double[] Counts, string[] Segments)
{
    /// <summary>When each loan was asked for, days since 1970.</summary>
    public required int[] Days { get; init; }

    private const int Tenths = 10;

    public double Area => Auc.Of(LogOdds, Bad);

    public double Gini => (2 * Area) - 1;

    public double Ks => Auc.KolmogorovSmirnov(LogOdds, Bad);

    /// <summary>A slope of 1 says that odds are stretched as they should be.</summary>
    public double Slope => Calibration.Of(LogOdds, Bad, Counts).Slope;

    public double Level => Calibration.Level(LogOdds, Bad, Counts);

    public (double Low, double High) Interval => Auc.Interval(Area, Bad);

    public CreditJudgement With(Calibration calibration) => this with { LogOdds = calibration.Of(LogOdds) };

    /// <summary>Tenths of the loans from the riskiest on.</summary>
    public IEnumerable<(int Loans, int Bad, double Predicted)> Deciles()
    {
        var order = Enumerable.Range(0, Bad.Length).OrderByDescending(i => LogOdds[i]).ToArray();
        for (var tenth = 0; tenth < Tenths; tenth++)
        {
            var part = order[(tenth * order.Length / Tenths)..((tenth + 1) * order.Length / Tenths)];
            if (part.Length > 0)
            {
                yield return (part.Length, part.Count(i => Bad[i]),
                    part.Average(i => Logistic.Probability(LogOdds[i])));
            }
        }
    }

    public int[] Scores() => [.. LogOdds.Select(CreditModel.Points)];
}
