namespace OrleansRisk.Training.Scorecards;

/// <summary>A bin of a feature, and who is in it.</summary>
/// <param name="From">Where it begins.</param>
internal readonly record struct Cell(double From, int Good, int Bad)
{
    public int Rows => Good + Bad;

    public double Share => (Bad + 0.5) / (Rows + 1);

    /// <summary>Of its outcomes, by its own share of bad ones.</summary>
    public double LogLikelihood => Part(Bad) + Part(Good);

    public Cell With(bool bad) => bad ? this with { Bad = Bad + 1 } : this with { Good = Good + 1 };

    /// <summary>With its upper neighbour.</summary>
    public Cell And(Cell upper) => this with { Good = Good + upper.Good, Bad = Bad + upper.Bad };

    /// <summary>Chi-square of the two shares; half a row of each kind lets empty ones be compared.</summary>
    public static double Differ(in Cell left, in Cell right)
    {
        double a = left.Bad + 0.5, b = left.Good + 0.5, c = right.Bad + 0.5, d = right.Good + 0.5;
        var cross = (a * d) - (b * c);
        return cross * cross * (a + b + c + d) / ((a + b) * (c + d) * (a + c) * (b + d));
    }

    private double Part(int count) => count == 0 ? 0 : count * Math.Log(count / (double)Rows);
}
