namespace OrleansRisk.Training.Backtests;

/// <summary>
/// What changes hands where a challenger alerts in a champion's place: a transaction enters that the champion let go,
/// and one leaves that it stopped.
/// </summary>
internal sealed record SwapSet(SwapCell Both, SwapCell Enters, SwapCell Leaves, SwapCell Neither)
{
    /// <summary>Whether each transaction is an alert of the one, of the other, and whether it was fraud.</summary>
    public static SwapSet Of(IReadOnlyList<bool> champion, IReadOnlyList<bool> challenger, IReadOnlyList<bool> bad)
    {
        SwapCell Cell(bool was, bool becomes) => new(
            Enumerable.Range(0, bad.Count).Count(i => champion[i] == was && challenger[i] == becomes),
            Enumerable.Range(0, bad.Count).Count(i => champion[i] == was && challenger[i] == becomes && bad[i]));
        return new SwapSet(Cell(true, true), Cell(false, true), Cell(true, false), Cell(false, false));
    }

    /// <summary>
    /// The alerts of greatest harm, as many as are asked for; those of one score stand together, and where they do not
    /// all have room none of them has.
    /// </summary>
    public static bool[] Greatest(IReadOnlyList<double> harms, int alerts)
    {
        var order = harms.OrderDescending().ToArray();
        if (alerts >= order.Length)
        {
            return [.. harms.Select(static _ => true)];
        }

        var first = order[alerts]; // the first one without room
        return [.. harms.Select(harm => harm > first)];
    }
}

/// <summary>Transactions, and how many of them were fraud.</summary>
internal readonly record struct SwapCell(int Rows, int Bad);
