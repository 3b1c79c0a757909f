using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Texts;

/// <summary>The lines of a text with their numbers, whatever ends them.</summary>
internal static class TextLines
{
    public static IEnumerable<(string Text, int Number)> Of(string text)
    {
        var (at, number) = (0, 1);
        while (at < text.Length)
        {
            var length = text.AsSpan(at).IndexOfAny('\r', '\n');
            var end = length < 0 ? text.Length : at + length;
            if (end - at > Limits.LineLettersMax)
            {
                throw RefusedException.File(RefusalCodes.TooLarge, Place.AtLine(number), "The line is too long.");
            }

            yield return (text[at..end], number++);
            at = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }
}
