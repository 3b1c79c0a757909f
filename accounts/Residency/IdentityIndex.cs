using System.Buffers.Binary;
using OrleansRisk.Journal.Reading;

namespace OrleansRisk.Accounts.Residency;

/// <summary>
/// Where each identity of an account stands, for those too old for the ring in the state. Made from the identity
/// columns of the journal when first asked for, and kept up to date with what commits.
/// </summary>
internal sealed class IdentityIndex
{
    private readonly Dictionary<ulong, long> _transactions = [];
    private readonly Dictionary<ulong, long> _labels = [];
    private readonly Dictionary<ulong, List<long>> _replacing = [];

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

    public int Count => _transactions.Count + _labels.Count + _replacing.Count;

    /// <summary>The first event that the journal still holds; 0 where it holds none.</summary>
    public long Oldest { get; private set; }

    public void Add(long firstSequence, ReadOnlySpan<byte> identities)
    {
        Oldest = Oldest == 0 ? firstSequence : Oldest;
        for (var i = 0; i * sizeof(ulong) < identities.Length; i++)
        {
            var identity = Word(identities, i);
            if (ReplacedIds.IsMarked(identity))
            {
                AddReplacing(identity, firstSequence + ReplacedIds.EventOf(Word(identities, ++i)));
            }
            else if (!_transactions.TryAdd(identity, firstSequence + i))
            {
                // A label's record names the identity that it labels, so the first place is the transaction, a later
                // one its label.
                _labels[identity] = firstSequence + i;
            }
        }
    }

    /// <summary>Sequence of the transaction, 0 where there is none.</summary>
    public long Transaction(ulong identity) => _transactions.GetValueOrDefault(identity);

    /// <summary>Sequence of the newest label on it, 0 where there is none.</summary>
    public long Label(ulong identity) => _labels.GetValueOrDefault(identity);

    /// <summary>Sequences of what says that it replaces the id with this mark.</summary>
    public IReadOnlyList<long> Replacing(ulong replaced) =>
        _replacing.TryGetValue(replaced, out var sequences) ? sequences : [];

    private void AddReplacing(ulong replaced, long sequence)
    {
        if (!_replacing.TryGetValue(replaced, out var sequences))
        {
            _replacing.Add(replaced, sequences = []);
        }

        sequences.Add(sequence);
    }

    private static ulong Word(ReadOnlySpan<byte> identities, int number) =>
        BinaryPrimitives.ReadUInt64LittleEndian(identities[(number * sizeof(ulong))..]);
}
