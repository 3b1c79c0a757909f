using OrleansRisk.Statements.Results;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace OrleansRisk.Statements.Pdf;

/// <summary>Opens a PDF and gives the lines of its text.</summary>
internal static class PdfPages
{
    /// <summary>Words whose baselines are nearer than this are on one line, points.</summary>
    private const double SameLine = 2.5;

    public static List<PdfLine> Lines(ReadOnlyMemory<byte> file)
    {
        if (file.Length > Limits.PdfBytesMax)
        {
            throw RefusedException.File(RefusalCodes.TooLarge, Place.AtByte(Limits.PdfBytesMax));
        }

        var filters = new BoundedFilters();
        try
        {
            return Read(file, filters);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw RefusedException.File(RefusalCodes.EncryptedPdf, Place.File);
        }
        catch (Exception wrong) when (wrong is not (RefusedException or OutOfMemoryException))
        {
            // The library throws many kinds for broken files, and names none of them.
            throw filters.IsExceeded ? TooLarge() : RefusedException.File(RefusalCodes.BrokenPdf, Place.File);
        }
    }

    private static RefusedException TooLarge() => RefusedException.File(
        RefusalCodes.TooLarge, Place.File, "The PDF unpacks to more than is read.");

    private static List<PdfLine> Read(ReadOnlyMemory<byte> file, BoundedFilters filters)
    {
        using var document = PdfDocument.Open(file.ToArray(), new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            FilterProvider = filters,
        });
        if (document.NumberOfPages > Limits.PagesMax)
        {
            throw RefusedException.File(RefusalCodes.TooLarge, Place.File,
                $"The PDF has more than {Limits.PagesMax} pages.");
        }

        PdfForms.Check(document, filters);
        var (lines, images) = (new List<PdfLine>(), 0);
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            var page = document.GetPage(number);
            images += page.NumberOfImages;
            if (filters.IsExceeded || page.Letters.Count > Limits.PageLettersMax)
            {
                throw TooLarge();
            }

            Add(lines, page);
        }

        return lines.Count > 0 ? lines : throw RefusedException.File(
            images > 0 ? RefusalCodes.ScannedPdf : RefusalCodes.UnknownPdf, Place.File);
    }

    private static void Add(List<PdfLine> lines, Page page)
    {
        var words = page.GetWords().Where(static word => !string.IsNullOrWhiteSpace(word.Text)
                && word.TextOrientation == TextOrientation.Horizontal)
            .Select(static word => (Word: new PdfWord(word.Text.Trim(), word.BoundingBox.Left, word.BoundingBox.Right)
            {
                Font = word.FontName,
            }, Height: word.Letters[0].StartBaseLine.Y))
            .OrderByDescending(static each => each.Height).ThenBy(static each => each.Word.Left).ToList();
        var number = 0;
        for (var i = 0; i < words.Count;)
        {
            var first = i;
            while (i < words.Count && words[first].Height - words[i].Height < SameLine)
            {
                i++;
            }

            var line = words[first..i].Select(static each => each.Word).OrderBy(static word => word.Left).ToList();
            lines.Add(new PdfLine(page.Number, ++number, words[first].Height, line));
        }
    }
}
