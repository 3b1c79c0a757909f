using System.Buffers.Binary;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Identities;

/// <summary>Where the identities that were looked up stand in the journal.</summary>
internal sealed class IdentityPlaces
{
    /// <summary>Nothing was looked up that the index did not rule out.</summary>
    public static readonly IdentityPlaces None = new([], []);

    private readonly HashSet<ulong> _wanted;
    private readonly Dictionary<ulong, long> _transactions = [];
    private readonly Dictionary<ulong, List<long>> _later = [];
    private readonly Dictionary<ulong, long> _labels = [];
    private readonly Dictionary<ulong, List<long>> _replacing = [];

    public IdentityPlaces(IReadOnlyCollection<ulong> wanted, IReadOnlyList<IdentityRow> rows)
    {
        _wanted = [.. wanted];
        foreach (var row in rows)
        {
            Add(row);
        }
    }

    /// <summary>So many of those wanted stand somewhere.</summary>
    public int Found => _wanted.Count(
        word => _transactions.ContainsKey(word) || _labels.ContainsKey(word) || _replacing.ContainsKey(word));

    /// <summary>Sequence of the transaction, 0 where there is none.</summary>
    public long Transaction(ulong identity) => _transactions.GetValueOrDefault(identity);

    /// <summary>Sequences of it and of its later versions, oldest first.</summary>
    public IEnumerable<long> Versions(ulong identity) => _transactions.TryGetValue(identity, out var first)
        ? _later.GetValueOrDefault(identity, []).Prepend(first)
        : [];

    /// <summary>Sequence of the newest label on it, 0 where there is none.</summary>
    public long Label(ulong identity) => _labels.GetValueOrDefault(identity);

    /// <summary>Sequences of what says that it replaces the id with this mark.</summary>
    public IReadOnlyList<long> Replacing(ulong replaced) =>
        _replacing.TryGetValue(replaced, out var sequences) ? sequences : [];

    private void Add(in IdentityRow row)
    {
        var words = row.Identities.Span;
        for (var i = 0; i * sizeof(ulong) < words.Length; i++)
        {
            var word = Word(words, i);
            var marked = ReplacedIds.IsMarked(word);
            if (_wanted.Contains(word))
            {
                // a label's record names the identity that it labels
                var sequence = row.FirstSequence + (marked ? ReplacedIds.EventOf(Word(words, i + 1)) : i);
                Add(row.Kind, word, sequence, marked);
            }

            i += marked ? 1 : 0;
        }
    }

    private void Add(RecordKind kind, ulong word, long sequence, bool marked)
    {
        if (marked)
        {
            AddReplacing(word, sequence);
        }
        else if (kind == RecordKind.Labelled)
        {
            _labels[word] = sequence; // rows come oldest first
        }
        else if (!_transactions.TryAdd(word, sequence))
        {
            AddLater(word, sequence);
        }
    }

    private void AddLater(ulong identity, long sequence)
    {
        if (!_later.TryGetValue(identity, out var later))
        {
            _later.Add(identity, later = []);
        }

        later.Add(sequence);
    }

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
