using System.Collections.Frozen;
using System.Text;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Columns;

/// <summary>How banks name columns, in the languages that their exports are in.</summary>
internal static class ColumnNames
{
    private static readonly FrozenDictionary<string, ColumnRole> ByName = Read().ToFrozenDictionary(
        static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);

    /// <summary>What a column of that name holds; null if the name is unknown.</summary>
    public static ColumnRole? RoleOf(string name) => ByName.TryGetValue(Plain(name), out var role) ? role : null;

    /// <summary>The currency that a column's name states, as in <c>Debit (RM)</c>; null without one.</summary>
    public static string? CurrencyOf(string name) => Words(name).Where(IsCapital).Select(Currencies.OfMark)
        .FirstOrDefault(static code => code is not null);

    /// <summary>Small letters and single spaces, without accents, marks and currencies.</summary>
    public static string Plain(string name)
    {
        var words = Words(name).ToList();
        var kept = words.Where(word => words.Count == 1 || !IsCapital(word) || Currencies.OfMark(word) is null);
        return string.Join(' ', kept.Select(Accents));
    }

    private static bool IsCapital(string word) => !word.Any(char.IsLower);

    private static Dictionary<string, ColumnRole> Read()
    {
        using var file = new StreamReader(
            typeof(ColumnNames).Assembly.GetManifestResourceStream("column-names.txt")!, Encoding.UTF8);
        var names = new Dictionary<string, ColumnRole>(StringComparer.Ordinal);
        var role = ColumnRole.Day;
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                foreach (var name in line.Split('|', StringSplitOptions.TrimEntries))
                {
                    names.TryAdd(name, role);
                }
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                role = Enum.Parse<ColumnRole>(line);
            }
        }

        return names;
    }

    private static IEnumerable<string> Words(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name.Length > 128 ? name[..128] : name)
        {
            if (char.IsLetterOrDigit(letter) || letter is '$' or '€' or '£')
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    // Globalisation is off in the hosts, so letters are taken apart by this table.
    private static string Accents(string word)
    {
        const string With = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿąćęłńóśźżčďěňřšťůžőű";
        const string Without = "aaaaaaceeeeiiiinoooooouuuuyyacelnoszzcdenrstuzou";
        return string.Create(word.Length, word.ToLowerInvariant(), static (letters, lower) =>
        {
            for (var i = 0; i < lower.Length; i++)
            {
                var at = With.IndexOf(lower[i], StringComparison.Ordinal);
                letters[i] = at < 0 ? lower[i] : Without[at];
            }
        });
    }
}
