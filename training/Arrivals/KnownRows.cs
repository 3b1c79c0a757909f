using System.Runtime.InteropServices;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Arrivals;

/// <summary>What a file has shown so far: accounts by their number, and each transaction once.</summary>
internal sealed class KnownRows
{
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<UInt128, (int Line, byte Label)> _seen = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>From 0, in the order in which accounts come up.</summary>
    public int Account(string name)
    {
        if (!_accounts.TryGetValue(name, out var number))
        {
            _accounts.Add(name, number = _accounts.Count);
        }

        return number;
    }

    /// <summary>A text that many rows have is in memory once.</summary>
    public string? Shared(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!_texts.TryGetValue(text, out var known))
        {
            _texts.Add(text, known = text);
        }

        return known;
    }

    /// <summary>The product answers a transaction once; which of two labels of it is true, nobody knows.</summary>
    public void MustBeNew(CsvRow row, int account)
    {
        var id = MemoryMarshal.AsBytes(row.Text("id").AsSpan());
        var key = new UInt128(StateHash.Of(id, (ulong)account), StateHash.Of(id, ~(ulong)account));
        var label = row.Find("label") switch { null => (byte)0, "fraud" => (byte)1, _ => (byte)2 };
        if (_seen.TryGetValue(key, out var first))
        {
            throw first.Label == label
                ? row.Wrong("id", $"names a transaction of the account that stands in line {first.Line} already")
                : row.Wrong("label", $"contradicts line {first.Line}, which is the same transaction");
        }

        _seen.Add(key, ((int)row.Line, label));
    }
}
