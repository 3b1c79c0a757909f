using System.Buffers.Binary;
using OrleansRisk.Engine.Journal;

namespace OrleansRisk.Engine.Accounts;

/// <summary>
/// Where each identity of an account stands, for those too old for the ring in the state. Made from the identity
/// columns of
/// the journal when first asked for, and kept up to date with what commits.
/// </summary>
internal sealed class IdentityIndex
{
    private readonly Dictionary<ulong, long> _transactions = [];
    private readonly Dictionary<ulong, long> _labels = [];

    public IdentityIndex(IReadOnlyList<IdentityRow> rows, long committed)
    {
        foreach (var row in rows.OrderBy(row => row.FirstSequence))
        {
            if (row.FirstSequence <= committed)
            {
                Add(row.FirstSequence, row.Identities.Span);
            }
        }
    }

    public int Count => _transactions.Count + _labels.Count;

    public void Add(long firstSequence, ReadOnlySpan<byte> identities)
    {
        for (var i = 0; i * sizeof(ulong) < identities.Length; i++)
        {
            // A label's record names the identity that it labels, so the first place is the transaction, a later one
            // its label.
            var identity = BinaryPrimitives.ReadUInt64LittleEndian(identities[(i * sizeof(ulong))..]);
            if (!_transactions.TryAdd(identity, firstSequence + i))
            {
                _labels[identity] = firstSequence + i;
            }
        }
    }

    /// <summary>Sequence of the transaction, 0 where there is none.</summary>
    public long Transaction(ulong identity) => _transactions.GetValueOrDefault(identity);

    /// <summary>Sequence of the newest label on it, 0 where there is none.</summary>
    public long Label(ulong identity) => _labels.GetValueOrDefault(identity);
}
