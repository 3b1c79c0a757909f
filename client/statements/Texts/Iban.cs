namespace OrleansRisk.Statements.Texts;

/// <summary>International bank account numbers.</summary>
internal static class Iban
{
    /// <summary>Whether the text, without spaces, is an IBAN whose check digits hold (ISO 7064, modulo 97).</summary>
    public static bool Holds(string text)
    {
        if (text.Length is < 15 or > 34 || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1])
            || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3]))
        {
            return false;
        }

        var rest = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[(i + 4) % text.Length];
            if (char.IsAsciiDigit(letter))
            {
                rest = ((rest * 10) + letter - '0') % 97;
            }
            else if (char.IsAsciiLetterUpper(letter))
            {
                rest = ((rest * 100) + letter - 'A' + 10) % 97;
            }
            else
            {
                return false;
            }
        }

        return rest == 1;
    }
}
