using System.Text;
using System.Text.Json;

namespace OrleansRisk.Api.Http;

/// <summary>The fields of one shape, found by length first: nearly every name is decided by one comparison.</summary>
internal sealed class FieldTable
{
    private readonly byte[][] _names;
    private readonly int[][] _byLength;

    public FieldTable(params string[] names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _byLength = new int[_names.Max(name => name.Length) + 1][];
        for (var length = 0; length < _byLength.Length; length++)
        {
            _byLength[length] = [.. Enumerable.Range(0, _names.Length).Where(i => _names[i].Length == length)];
        }
    }

    /// <summary>Number of the field whose name the reader stands on; -1 for none of them.</summary>
    public int Find(scoped in Utf8JsonReader json)
    {
        if (json.ValueIsEscaped)
        {
            return FindEscaped(json);
        }

        var name = json.ValueSpan;
        if (name.Length < _byLength.Length)
        {
            foreach (var i in _byLength[name.Length])
            {
                if (name.SequenceEqual(_names[i]))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private int FindEscaped(scoped in Utf8JsonReader json)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            if (json.ValueTextEquals(_names[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
