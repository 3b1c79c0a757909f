using System.Text;
using OrleansRisk.Statements.Results;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Writer;

namespace OrleansRisk.Statements.Tests;

/// <summary>Statements on paper: layouts of our own after those of banks, made into PDFs here.</summary>
public sealed class PdfTests
{
    private static readonly string Folder = Path.Combine(Golden.Folder, "..", "layouts");

    public static readonly TheoryData<string> Layouts = [.. Directory.EnumerateFiles(Folder, "*.txt")
        .Select(static path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Read_LayoutOfABank_GivesWhatIsApproved(string name)
    {
        var read = Rendered.Of(StatementReader.Read(Pdf(name)));
        var approved = Path.Combine(Folder, name + ".read");
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(approved, read);
        }

        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved) : "", read);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Read_BrokenPdf_IsReadOrRefused(string name)
    {
        var bytes = Pdf(name);
        var random = new Random(20_261_130);
        for (var i = 0; i < 60; i++)
        {
            var broken = (byte[])bytes.Clone();
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            Check(i % 3 == 0 ? broken.AsMemory(0, random.Next(broken.Length)) : broken);
        }
    }

    [Fact]
    public void Read_AmountInAnotherFont_IsFoundWhereItStands()
    {
        var layout = File.ReadAllText(Path.Combine(Folder, "maybank.txt"));
        Assert.Empty(Found(Layout.Pdf(layout), "fonts_differ"));
        var found = Assert.Single(Found(Layout.Pdf(layout, static word => word == "5,200.00+"), "fonts_differ"));
        Assert.Equal((1, 14), (found.Place.Page, found.Place.Line));
        Assert.Equal("1 of 14 amounts are in Times; most are in Courier.", found.Message);
        Assert.Empty(Found(Layout.Pdf(layout, static word => word.Contains('.')), "fonts_differ"));
    }

    [Fact]
    public void Read_PdfThatWasSavedAgain_IsFound()
    {
        var bytes = Pdf("maybank");
        Assert.Empty(Found(bytes, "saved_again"));
        Assert.Single(Found([.. bytes, .. bytes.AsSpan(bytes.AsSpan().LastIndexOf("startxref"u8))], "saved_again"));
    }

    [Fact]
    public void Read_PageInAnotherFont_IsFoundWhereItBegins()
    {
        var page = File.ReadAllText(Path.Combine(Folder, "maybank.txt"));
        var layout = page + '\f' + page + '\f' + page;
        Assert.Empty(Found(Layout.Pdf(layout), "pages_differ"));
        var words = 0;
        var inAll = page.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
        bool OfTheSecond(string _) => words++ is var at && at >= inAll && at < 2 * inAll;
        var found = Assert.Single(Found(Layout.Pdf(layout, OfTheSecond), "pages_differ"));
        Assert.Equal(2, found.Place.Page);
        Assert.Equal("The amounts of page 2 are in Times; those of other pages are in Courier.", found.Message);
    }

    [Fact]
    public void Read_PdfOfTwoPrograms_IsFoundByBothNames()
    {
        var bytes = Pdf("maybank");
        byte[] With(string text) => [.. bytes, .. Encoding.ASCII.GetBytes(text)];
        Assert.Empty(Found(With("<pdf:Producer>PdfPig</pdf:Producer>"), "producers_differ"));
        var found = Assert.Single(
            Found(With("/Producer (Editor \\(R\\) (free) 2) /Producer(PdfPig)"), "producers_differ"));
        Assert.Equal("Several programs made it: PdfPig, then Editor (R) (free) 2.", found.Message);
    }

    private static List<Finding> Found(byte[] pdf, string code) =>
        [.. Assert.IsType<StatementResult.Read>(StatementReader.Read(pdf)).Statement.Findings
            .Where(finding => finding.Code == code)];

    [Fact]
    public void Read_PdfOfImagesAlone_IsRefusedAsAScan()
    {
        using var builder = new PdfDocumentBuilder();
        var page = builder.AddPage(PageSize.A4);
        page.AddPng(Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
            new UglyToad.PdfPig.Core.PdfRectangle(0, 0, 100, 100));
        Assert.Equal("scanned_pdf", Refused(builder.Build()).Code);
    }

    [Fact]
    public void Read_PdfOfALetter_IsRefusedAsUnknown() =>
        Assert.Equal("unknown_pdf_layout", Refused(Layout.Pdf("Dear customer,\nwe write to you.")).Code);

    [Fact]
    public void Read_PdfWhosePagesLoop_IsRefused() => Check(Raw(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[2 0 R]>>"));

    [Fact]
    public void Read_PdfNestedWithoutEnd_IsRefused() => Check(Raw(
        "<</Type/Catalog/Pages 2 0 R/A " + new string('[', 200_000) + ">>", "<</Type/Pages/Count 0/Kids[]>>"));

    [Fact]
    public void Read_PdfWhoseStreamIsABomb_IsRefusedInBoundedMemory()
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            var zeros = new byte[1_000_000];
            for (var i = 0; i < 300; i++)
            {
                zlib.Write(zeros);
            }
        }

        var refusal = Refused(Raw(Encoding.Latin1.GetString(packed.ToArray()), "/Filter/FlateDecode"));
        Assert.Equal("too_large", refusal.Code);
    }

    [Fact]
    public void Read_PdfWhoseFormsMultiply_IsRefusedInBoundedTime()
    {
        // Each form draws the next one ten times, ten forms deep: ten thousand million drawings.
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
            Stream("", "/F Do"),
        };
        for (var i = 5; i < 15; i++)
        {
            var next = i < 14 ? $"/Resources<</XObject<</F {i + 1} 0 R>>>>" : "";
            objects.Add(Stream($"/Type/XObject/Subtype/Form/BBox[0 0 100 100]{next}",
                i < 14 ? string.Concat(Enumerable.Repeat("/F Do ", 10)) : "0 0 m"));
        }

        Assert.Equal("too_large", Refused(Document(objects)).Code);
    }

    private static byte[] Raw(string catalog, string pages) => catalog.StartsWith("<<", StringComparison.Ordinal)
        ? Document([catalog, pages])
        : Document(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<<>>>>", Stream(pages, catalog)]);

    private static string Stream(string dictionary, string content) =>
        $"<<{dictionary}/Length {content.Length}>>\nstream\n{content}\nendstream";

    private static byte[] Document(List<string> objects)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(text.Length);
            text.Append($"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append($"{place:D10} 00000 n \n"));
        text.Append($"trailer\n<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static byte[] Pdf(string name) => Layout.Pdf(File.ReadAllText(Path.Combine(Folder, name + ".txt")));

    private static Refusal Refused(byte[] bytes) =>
        Assert.IsType<StatementResult.Refused>(StatementReader.Read(bytes)).Refusal;

    private static void Check(ReadOnlyMemory<byte> bytes) =>
        Assert.DoesNotContain("reader_failed", Rendered.Of(StatementReader.Read(bytes)), StringComparison.Ordinal);
}
