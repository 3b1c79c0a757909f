using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// Rules as a tree of words: each text is read once from each of its words on, so the work grows with the text and not
/// with the number of rules. The longest match wins; of two as long, the one in the name before that in the
/// description, then the one further to the front, then the earlier rule.
/// </summary>
internal sealed class PayeeMatcher
{
    private readonly Node _root = new();

    public PayeeMatcher(IReadOnlyList<PayeeRule> rules)
    {
        Rules = rules;
        for (var number = 0; number < rules.Count; number++)
        {
            var node = _root;
            foreach (var word in PlainText.Of(rules[number].Text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                node = node.Make(word);
            }

            if (node != _root)
            {
                node.Add(number);
            }
        }
    }

    public IReadOnlyList<PayeeRule> Rules { get; }

    /// <summary>The rule that fits best; null where none does.</summary>
    public PayeeRule? Find(Transaction transaction)
    {
        if (Rules.Count == 0)
        {
            return null;
        }

        var best = new Match(-1, 0);
        Span<char> room = stackalloc char[TenantLimits.PlainTextMax];
        Read(transaction.Counterparty, PayeeField.Counterparty, transaction.Direction, room, ref best);
        Read(transaction.Description, PayeeField.Description, transaction.Direction, room, ref best);
        return best.Rule < 0 ? null : Rules[best.Rule];
    }

    private void Read(string? text, PayeeField field, Direction direction, Span<char> room, ref Match best)
    {
        ReadOnlySpan<char> plain = text is null ? default : room[..PlainText.Write(text, room)];
        while (!plain.IsEmpty)
        {
            From(plain, field, direction, ref best);
            var blank = plain.IndexOf(' ');
            plain = blank < 0 ? default : plain[(blank + 1)..];
        }
    }

    /// <summary>Follows the tree word by word from the beginning of the text.</summary>
    private void From(ReadOnlySpan<char> plain, PayeeField field, Direction direction, ref Match best)
    {
        var (node, read) = (_root, 0);
        while (read < plain.Length)
        {
            var blank = plain[read..].IndexOf(' ');
            var end = blank < 0 ? plain.Length : read + blank;
            if (node.Find(plain[read..end]) is not { } next)
            {
                return;
            }

            (node, read) = (next, end + 1);
            if (end > best.Length && First(next, field, direction) is { } rule)
            {
                best = new Match(rule, end);
            }
        }
    }

    private int? First(Node node, PayeeField field, Direction direction)
    {
        foreach (var rule in node.Ends)
        {
            if (Rules[rule].Takes(direction, field))
            {
                return rule;
            }
        }

        return null;
    }

    private readonly record struct Match(int Rule, int Length);

    private sealed class Node
    {
        private Dictionary<string, Node>? _next;

        /// <summary>Rules that end here, the earlier first.</summary>
        public List<int> Ends { get; } = [];

        public Node Make(string word)
        {
            _next ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            return _next.TryGetValue(word, out var there) ? there : _next[word] = new Node();
        }

        public void Add(int rule) => Ends.Add(rule);

        public Node? Find(ReadOnlySpan<char> word) =>
            _next is not null && _next.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var next)
                ? next
                : null;
    }
}
