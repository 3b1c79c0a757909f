namespace OrleansRisk.Statements;

/// <summary>Every bound of reading files: beyond one a file is refused by name, and memory stays flat.</summary>
public static class Limits
{
    /// <summary>Largest file, bytes: three times five years of a busy account in the most verbose format.</summary>
    public const int FileBytesMax = 64 * 1024 * 1024;

    /// <summary>Rows of one file.</summary>
    public const int RowsMax = 250_000;

    /// <summary>Accounts of one file.</summary>
    public const int AccountsMax = 10_000;

    /// <summary>Refused rows that are kept with their places; more are only counted.</summary>
    public const int RefusedRowsKept = 1_000;

    /// <summary>Findings that are kept; more are only counted.</summary>
    public const int FindingsKept = 1_000;

    /// <summary>Letters of one text of a row: longer ones are cut between two characters.</summary>
    public const int TextLettersMax = 1_024;

    /// <summary>Digits of an amount before its decimal mark.</summary>
    public const int AmountDigitsMax = 14;

    /// <summary>Nesting of XML and JSON.</summary>
    public const int DepthMax = 64;

    /// <summary>Elements below one entry, balance or account of XML: a batch of 10,000 payments has fewer.</summary>
    public const int ElementsOfEntryMax = 500_000;

    /// <summary>Letters of one cell of a CSV file.</summary>
    public const int CellLettersMax = 32_768;

    /// <summary>Columns of a CSV file.</summary>
    public const int ColumnsMax = 256;

    /// <summary>Records before the line that names the columns of a CSV file.</summary>
    public const int PreambleRecordsMax = 60;

    /// <summary>Letters of one line of a text format.</summary>
    public const int LineLettersMax = 65_536;

    /// <summary>Largest PDF, bytes.</summary>
    public const int PdfBytesMax = 16 * 1024 * 1024;

    /// <summary>Bytes that one stream of a PDF may unpack to.</summary>
    public const int PdfStreamMax = 16 * 1024 * 1024;

    /// <summary>Bytes that all streams of a PDF may unpack to.</summary>
    public const int PdfUnpackedMax = 128 * 1024 * 1024;

    /// <summary>How often streams of a PDF may be read: each page, font and drawing is one.</summary>
    public const int PdfStreamsMax = 20_000;

    /// <summary>Objects of a PDF whose forms are counted.</summary>
    public const int PdfObjectsMax = 200_000;

    /// <summary>How often the forms below one page may be drawn.</summary>
    public const int PdfDrawingsMax = 20_000;

    /// <summary>Pages of a PDF.</summary>
    public const int PagesMax = 500;

    /// <summary>Letters on one page of a PDF.</summary>
    public const int PageLettersMax = 50_000;
}
