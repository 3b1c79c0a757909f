using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// Frauds come in runs: several at an abused counterparty, several on a stolen card. A run says of a feature hardly
/// more than one fraud would, so what sets two bins apart is worth less by how far runs lie in one of them.
/// </summary>
internal sealed class FraudRuns
{
    private readonly int[][] _runs;

    private FraudRuns(params int[][] runs) => _runs = runs;

    public static FraudRuns None { get; } = new();

    public static FraudRuns Of(IReadOnlyList<MeasuredRow> rows)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int Number(string name) => numbers.TryGetValue(name, out var known) ? known : numbers[name] = numbers.Count;
        return new FraudRuns(
            [.. rows.Select((row, i) => row.Counterparty is { } name ? Number(name) : -1 - i)],
            [.. rows.Select(static row => row.Account)]);
    }

    /// <summary>
    /// How many times the difference of two shares of frauds varies more than of frauds that come one by one (the
    /// design effect of Rao and Scott): the greater of that by counterparty and that by account, 1 at least.
    /// </summary>
    /// <param name="left">Which rows of the one bin are fraud.</param>
    /// <param name="right">Of the other.</param>
    public double Inflation(IReadOnlyList<int> left, int rowsLeft, IReadOnlyList<int> right, int rowsRight)
    {
        var (one, other) = (1.0 / Math.Max(1, rowsLeft), 1.0 / Math.Max(1, rowsRight));
        var single = (left.Count * one * one) + (right.Count * other * other);
        var inflation = 1.0;
        foreach (var run in _runs)
        {
            var shares = new Dictionary<int, double>();
            foreach (var row in left)
            {
                shares[run[row]] = shares.GetValueOrDefault(run[row]) + one;
            }

            foreach (var row in right)
            {
                shares[run[row]] = shares.GetValueOrDefault(run[row]) - other;
            }

            var together = shares.Values.Sum(static share => share * share);
            inflation = single > 0 ? Math.Max(inflation, together / single) : inflation;
        }

        return inflation;
    }
}
