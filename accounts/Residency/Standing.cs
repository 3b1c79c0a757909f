using OrleansRisk.Actors.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Residency;

/// <summary>Which versions of an account's transactions count, as its newest rebuild says.</summary>
internal sealed class Standing
{
    /// <summary>Of an account that was never rebuilt: all that is recorded counts.</summary>
    public static readonly Standing OfAll = new([], [], []);

    private readonly IReadOnlyList<SequenceRange> _takenBack;
    private readonly Dictionary<long, long> _corrected;
    private readonly IReadOnlyList<string> _closed;

    public Standing(AccountRebuilt rebuilt)
        : this(rebuilt.TakenBack, rebuilt.Corrected, rebuilt.Closed)
    {
    }

    private Standing(
        IReadOnlyList<SequenceRange> takenBack, IReadOnlyList<CorrectedTransaction> corrected,
        IReadOnlyList<string> closed)
    {
        (_takenBack, _closed) = (takenBack, closed);
        _corrected = corrected.ToDictionary(static each => each.Earlier, static each => each.Later);
    }

    /// <summary>Whether one of these sources was revoked: nothing more is taken of it.</summary>
    public bool Closes(IReadOnlyList<string> sources) => _closed.Count > 0 && sources.Any(_closed.Contains);

    public bool IsTakenBack(long sequence)
    {
        var (low, high) = (0, _takenBack.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last) = _takenBack[middle];
            if (sequence >= first && sequence <= last)
            {
                return true;
            }

            (low, high) = sequence < first ? (low, middle - 1) : (middle + 1, high);
        }

        return false;
    }

    /// <summary>Neither is it taken back, nor does a better version of it count.</summary>
    public bool Counts(long sequence) => !IsTakenBack(sequence) && LaterThan(sequence) == 0;

    /// <summary>Says of a transaction which better version of it counts, if one does.</summary>
    public DecidedTransaction Mark(DecidedTransaction entry) =>
        LaterThan(entry.Inputs.Sequence) is > 0 and var later ? entry with { SupersededBy = later } : entry;

    /// <summary>Sequence of the better version of it that counts; 0 for none.</summary>
    public long LaterThan(long sequence)
    {
        var (later, counts) = (sequence, 0L);
        while (_corrected.TryGetValue(later, out later))
        {
            counts = IsTakenBack(later) ? counts : later;
        }

        return counts;
    }
}
