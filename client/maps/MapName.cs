namespace OrleansRisk.Maps;

/// <summary>What a map may be called: small letters, digits and hyphens, beginning with a letter.</summary>
public static class MapName
{
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= Limits.NameLettersMax && char.IsAsciiLetterLower(name[0])
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
