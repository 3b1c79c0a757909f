namespace OrleansRisk.Statements.Results;

/// <summary>Why files and rows are refused, each with what to do about it.</summary>
public static class RefusalCodes
{
    /// <summary>Every code: its meaning, and what to do about it unless the refusal knows better.</summary>
    public static IReadOnlyDictionary<string, RefusalEntry> All { get; } = Entries().ToDictionary(
        static entry => entry.Code, StringComparer.Ordinal);

    internal const string Empty = "empty_file";
    internal const string TooLarge = "too_large";
    internal const string Archive = "archive";
    internal const string Spreadsheet = "spreadsheet";
    internal const string Image = "image";
    internal const string WebPage = "web_page";
    internal const string ScannedPdf = "scanned_pdf";
    internal const string EncryptedPdf = "encrypted_pdf";
    internal const string BrokenPdf = "broken_pdf";
    internal const string UnknownPdf = "unknown_pdf_layout";
    internal const string OtherFormat = "other_format";
    internal const string UnknownEncoding = "unknown_encoding";
    internal const string NotText = "not_text";
    internal const string DocumentType = "document_type_declared";
    internal const string Malformed = "malformed";
    internal const string TooDeep = "too_deep";
    internal const string TooManyRows = "too_many_rows";
    internal const string Truncated = "truncated";
    internal const string NothingRead = "nothing_read";
    internal const string MissingField = "missing_field";
    internal const string BadAmount = "bad_amount";
    internal const string ExtraDecimals = "extra_decimals";
    internal const string BadDate = "bad_date";
    internal const string BadCurrency = "bad_currency";
    internal const string NoCurrency = "no_currency";
    internal const string BadDirection = "bad_direction";
    internal const string BadCell = "bad_cell";
    internal const string NoHeader = "no_header";
    internal const string AmbiguousColumns = "ambiguous_columns";
    internal const string AmbiguousDates = "ambiguous_dates";
    internal const string AmbiguousAmounts = "ambiguous_amounts";
    internal const string NoDirection = "no_direction";

    internal const string SeveralAccounts = "several_accounts";

    internal const string ReaderFailed = "reader_failed";

    internal static RefusalEntry Of(string code) => All[code];

    private static IEnumerable<RefusalEntry> Entries() =>
    [
        new(Empty, "The file has no bytes, or only blank lines.", "Export it again."),
        new(TooLarge, "The file, a cell or an element is larger than the limit.", "Export a shorter period."),
        new(Archive, "The file is an archive.", "Unpack it and give the files inside it one by one."),
        new(Spreadsheet, "The file is a spreadsheet.", "Save it as CSV and give that."),
        new(Image, "The file is an image.", "Ask for a PDF with text, or for a CSV."),
        new(WebPage, "The file is a web page.", "Export the statement instead of saving the page."),
        new(ScannedPdf, "The PDF holds images and no text.", "Ask the bank for the PDF that it issued, not a scan."),
        new(EncryptedPdf, "The PDF is encrypted.", "Open it with its password and print it to a new PDF."),
        new(BrokenPdf, "The PDF cannot be opened.", "Download it again."),
        new(UnknownPdf, "No table of transactions was found in the PDF.", "Ask for a CSV, or write a column map."),
        new(OtherFormat, "The content is of a format that is read elsewhere, or not at all.", "See the message."),
        new(UnknownEncoding, "The text's encoding is none that is read.", "Save it as UTF-8."),
        new(NotText, "There are bytes that no text has.", "Give the file as the bank made it."),
        new(DocumentType, "The XML declares a document type, which statements never do.", "Give the bank's own file."),
        new(Malformed, "The structure is broken.", "Download it again; it may be cut or changed by hand."),
        new(TooDeep, "Elements are nested deeper than the limit.", "Give the bank's own file."),
        new(TooManyRows, "There are more rows or accounts than the limit.", "Export a shorter period."),
        new(Truncated, "The file ends before its end.", "Download it again."),
        new(NothingRead, "Neither a row nor a balance was read.", "See the refused rows, or export another period."),
        new(MissingField, "A field that is needed is missing or blank.", "Ask the sender for it."),
        new(BadAmount, "The amount cannot be read.", "Correct it: digits, one decimal mark, thousands in threes."),
        new(ExtraDecimals, "The amount has more decimals than its currency.", "Correct it, or have it rounded."),
        new(BadDate, "The date or time cannot be read, or there is no such day.", "Correct it."),
        new(BadCurrency, "The currency is no ISO 4217 code.", "Correct it."),
        new(NoCurrency, "The file does not state its currency.", "State the currency beside the file."),
        new(BadDirection, "The mark for debit or credit is unknown.", "Correct it."),
        new(BadCell, "The record does not fit the columns.", "Correct its separators and quotes."),
        new(NoHeader, "No line names columns that are known.", "Write a column map for it."),
        new(AmbiguousColumns, "Two columns have one meaning.", "Write a column map that names the right one."),
        new(AmbiguousDates, "Day and month cannot be told apart.", "State which of them comes first."),
        new(AmbiguousAmounts, "The decimal mark cannot be told from the thousands mark.", "State the decimal mark."),
        new(SeveralAccounts, "The file holds several accounts, and one id was stated for all.",
            "Leave the account out; each keeps the id that the file has."),
        new(ReaderFailed, "The reader failed on the file, which is a fault of ours.", "Report it; nothing was taken."),
        new(NoDirection, "Nothing shows which amounts are debits.", "Write a column map that states it."),
    ];
}

/// <summary>A code of a refusal.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Meaning">What is wrong, in a sentence.</param>
/// <param name="Next">What to do about it.</param>
public sealed record RefusalEntry(string Code, string Meaning, string Next);
