using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace OrleansRisk.Statements.Tests;

/// <summary>Makes a PDF whose letters stand where they stand in a text. A form feed begins a page.</summary>
internal static class Layout
{
    private const double Size = 8, Leading = 10, LetterWidth = 0.6 * Size;

    /// <param name="other">Words in another font.</param>
    public static byte[] Pdf(string layout, Func<string, bool>? other = null)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Courier);
        var another = builder.AddStandard14Font(Standard14Font.TimesRoman);
        foreach (var text in layout.Split('\f'))
        {
            var page = builder.AddPage(PageSize.A4, isPortrait: false);
            var height = 560.0;
            foreach (var line in text.Split('\n'))
            {
                foreach (var (word, at) in Words(line.TrimEnd('\r')))
                {
                    page.AddText(word, Size, new PdfPoint(20 + (at * LetterWidth), height),
                        other?.Invoke(word) == true ? another : font);
                }

                height -= Leading;
            }
        }

        return builder.Build();
    }

    private static IEnumerable<(string Word, int At)> Words(string line)
    {
        for (var i = 0; i < line.Length;)
        {
            var end = line.IndexOf(' ', i);
            end = end < 0 ? line.Length : end;
            if (end > i)
            {
                yield return (line[i..end], i);
            }

            i = end + 1;
        }
    }
}
