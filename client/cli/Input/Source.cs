using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using OrleansRisk.Client;

namespace OrleansRisk.Cli.Input;

/// <summary>The lines of an input, and where each stands in its file; some cannot even be sent.</summary>
internal abstract class Source
{
    private readonly ConcurrentDictionary<long, InputRow> _sent = new();
    private volatile bool _ended;
    private long _number;
    private long _reached;

    /// <summary>Told of a row that cannot be sent.</summary>
    public Action<InputRow> Unreadable { get; set; } = _ => { };

    /// <summary>Rows up to this place are passed over: an earlier run had them answered.</summary>
    public long After { get; set; }

    /// <summary>Every row up to this place has its answer.</summary>
    public long Answered
    {
        get
        {
            var reached = Math.Max(Volatile.Read(ref _reached), After);
            return _sent.IsEmpty ? reached : Math.Min(reached, _sent.Values.Min(row => row.Place) - 1);
        }
    }

    /// <summary>What is sent, in the order of the file.</summary>
    public async IAsyncEnumerable<TransactionLine> Lines([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var row in Rows(cancel))
        {
            if (_ended)
            {
                yield break;
            }

            if (row.Place <= After)
            {
                continue;
            }

            if (row.Line is { } line)
            {
                _sent[++_number] = row; // before it counts as reached: until answered it holds Answered back
                Volatile.Write(ref _reached, row.Place);
                yield return line;
            }
            else
            {
                Volatile.Write(ref _reached, row.Place);
                Unreadable(row);
            }
        }
    }

    /// <summary>Every row, also those that cannot be sent.</summary>
    public abstract IAsyncEnumerable<InputRow> Rows(CancellationToken cancel = default);

    /// <summary>Nothing more is taken from the file; what is under way gets its answers.</summary>
    public void End() => _ended = true;

    /// <summary>A row that was sent, by its number among the sent; asked once.</summary>
    public InputRow Sent(long number) => _sent.TryRemove(number, out var row) ? row
        : throw new InvalidOperationException($"Nothing was sent as number {number}.");
}
