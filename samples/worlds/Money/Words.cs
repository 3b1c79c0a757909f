using System.Text;

namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>Names of enumerations as files have them: small letters, parts joined by an underscore.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Known<T>.Words[value];

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().ToDictionary(static value => value, static value => Snake(value.ToString()));
    }

    private static string Snake(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append('_');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
