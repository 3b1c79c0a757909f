using OrleansRisk.Api.Values;

namespace OrleansRisk.Api.Http;

/// <summary>Fields of an upload that this version does not know, counted by name. Bounded: many names are counted
/// together.</summary>
internal sealed class UnknownFields
{
    private const string Rest = "…";
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>Nothing but a name, so that it may stand in an error: a sender's text is not sent back.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-'))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= Limits.UnknownFieldNameCharactersMax;
    }

    public void Count(ReadOnlySpan<char> name)
    {
        var key = name.Length > Limits.UnknownFieldNameCharactersMax || TextRules.Free(name, name.Length) is not null
            ? Rest
            : name.ToString();
        if (!_counts.ContainsKey(key) && _counts.Count >= Limits.UnknownFieldNamesMax)
        {
            key = Rest;
        }

        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }
}
