namespace OrleansRisk.Core.Credit;

/// <summary>
/// Where a score would lie if everything were known of the account that its lines do not tell. From scoring version 4.
/// </summary>
/// <param name="Low">The least it could be.</param>
/// <param name="High">The most it could be.</param>
public readonly record struct ScoreRange(int Low, int High)
{
    /// <summary>
    /// Shares not understood from which on nothing is: the rest of bookings, or of money, tells nothing of so many.
    /// </summary>
    private const double UncategorisedMax = 0.6, UnsourcedMax = 0.6;

    /// <summary>Of all signs that could be hidden at once, half is more than any grave history has of them.</summary>
    private const double Hidden = 0.5;

    /// <summary>
    /// What is lost could be all wrong as far as money is not understood, and signs that only a category or a name
    /// shows could be there unseen. Where no balance is known, each of its factors could cost nothing or all.
    /// </summary>
    internal static ScoreRange Of(ReadOnlySpan<Finding> findings, in Understanding known)
    {
        var flows = Math.Min(1, known.Uncategorised / UncategorisedMax);
        flows *= flows; // a few bookings without a category are shops, most of them
        var unseen = 1 - ((1 - flows) * (1 - Math.Min(1, known.Unsourced / UnsourcedMax)));
        var unnamed = known.Unnamed * known.Unnamed; // cash and fees have no name
        var wrong = 1 - ((1 - unseen) * (1 - unnamed));
        var (least, most) = (0.0, 0.0);
        foreach (var found in findings)
        {
            var reads = KindsScorecard.ReadsOf(found.Factor.Code);
            var room = Math.Max(0, found.Factor.Nats - found.Loss);
            var shown = (reads & Reads.Categories) != 0 ? Hidden * unseen : 0;
            var named = (reads & Reads.Names) != 0 ? unnamed : 0;
            var open = (reads & Reads.Balances) != 0 && !found.Known;
            least += open ? 0 : (reads & Reads.Flows) != 0 ? found.Loss * (1 - wrong) : found.Loss;
            most += open ? found.Factor.Nats : found.Loss + (room * Math.Max(shown, named));
        }

        return new ScoreRange(KindsScorecard.PointsOf(most), KindsScorecard.PointsOf(least));
    }
}

/// <summary>What a factor of the card is read from.</summary>
[Flags]
internal enum Reads : byte
{
    None = 0,

    /// <summary>Sums of money by what it is for.</summary>
    Flows = 1,

    /// <summary>A sign that shows by a category.</summary>
    Categories = 2,

    /// <summary>A sign that is counted by names, or shows by what a name says.</summary>
    Names = 4,
    Balances = 8,
}
