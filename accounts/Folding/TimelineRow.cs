using OrleansRisk.Actors.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Folding;

/// <summary>A recorded transaction, and where it stands among those of its time.</summary>
/// <param name="RecordedUnder">The account's profile then: currency and zone may have been corrected since.</param>
/// <param name="Since">The oldest time in its record.</param>
/// <param name="Within">Its sequence; of a correction, that of the version it takes the place of.</param>
internal sealed record TimelineRow(
    AssessedEntry Entry, AccountProfile RecordedUnder, IReadOnlyList<string> Sources, long Since, long Within)
    : IComparable<TimelineRow>
{
    public long Sequence => Entry.Inputs.Sequence;

    /// <summary>
    /// By time. Of equal times the one of the record that reaches further back, whose end it is; else as they came. So
    /// parts of a file stand as in the file, whichever came first.
    /// </summary>
    public int CompareTo(TimelineRow? other)
    {
        if (other is null)
        {
            return 1;
        }

        var byTime = Entry.Transaction.At.CompareTo(other.Entry.Transaction.At);
        return byTime != 0 ? byTime
            : Since != other.Since ? Since.CompareTo(other.Since)
            : Within != other.Within ? Within.CompareTo(other.Within)
            : Sequence.CompareTo(other.Sequence);
    }
}
