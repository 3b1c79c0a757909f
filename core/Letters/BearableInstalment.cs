namespace OrleansRisk.Core.Letters;

/// <summary>The greatest instalment that is borne: found by judging each again, not by a formula.</summary>
public static class BearableInstalment
{
    /// <summary>
    /// In whole steps below the one asked for; null where none above zero is borne, or where the asked one is.
    /// </summary>
    /// <param name="step">Minor units that an instalment is rounded down to, such as 100 for whole ringgit.</param>
    /// <param name="bears">
    /// Whether an instalment is borne. The more is asked for, the graver the finding: less is borne as well.
    /// </param>
    public static long? Of(long asked, long step, Func<long, bool> bears)
    {
        if (bears(asked))
        {
            return null;
        }

        var (low, high) = (0L, asked / step);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            (low, high) = bears(middle * step) ? (middle, high) : (low, middle - 1);
        }

        return low == 0 ? null : low * step;
    }
}
