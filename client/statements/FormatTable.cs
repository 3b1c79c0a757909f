using OrleansRisk.Statements.Bai;
using OrleansRisk.Statements.Camt;
using OrleansRisk.Statements.Csv;
using OrleansRisk.Statements.Json;
using OrleansRisk.Statements.Nacha;
using OrleansRisk.Statements.Ofx;
using OrleansRisk.Statements.Payments;
using OrleansRisk.Statements.Pdf;
using OrleansRisk.Statements.Qif;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Swift;
using OrleansRisk.Statements.Texts;
using OrleansRisk.Statements.Xml;

namespace OrleansRisk.Statements;

/// <summary>Which format a file is, by its first bytes and its first words.</summary>
internal static class FormatTable
{
    public static Statement Read(ReadOnlyMemory<byte> file, StatementBuilder builder)
    {
        RefuseForeign(file.Span);
        if (file.Span[..Math.Min(file.Length, 1_024)].IndexOf("%PDF-"u8) >= 0)
        {
            return PdfFormat.Read(file, builder);
        }

        var (text, assumed) = TextDecoding.Read(file.Span, builder.Options.Encoding);
        if (assumed)
        {
            builder.Find(FindingCodes.EncodingAssumed, null, Place.File,
                "The text's encoding is not stated; it was found by its bytes.");
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw RefusedException.File(RefusalCodes.Empty, Place.File);
        }

        return text.AsSpan().TrimStart() switch
        {
            _ when OfxFormat.IsIn(text) => OfxFormat.Read(text, builder),
            ['<', ..] => Xml(text, builder),
            ['[', ..] or ['{', '"' or '}' or ' ' or '\r' or '\n' or '\t', ..] => JsonFormats.Read(text, builder),
            _ when NachaFormat.IsIn(text) => NachaFormat.Read(text, builder),
            _ when BaiFormat.IsIn(text) => BaiFormat.Read(text, builder),
            _ when QifFormat.IsIn(text) => QifFormat.Read(text, builder),
            _ when SwiftFormat.IsIn(text) => SwiftFormat.Read(text, builder),
            _ => CsvFormat.Read(text, builder),
        };
    }

    private static Statement Xml(string text, StatementBuilder builder)
    {
        if (text.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            throw RefusedException.File(RefusalCodes.WebPage, Place.AtLine(1));
        }

        if (CamtFormat.IsIn(text))
        {
            return CamtFormat.Read(text, builder);
        }

        if (PaymentFormat.IsIn(text))
        {
            return PaymentFormat.Read(text, builder);
        }

        if (AccountAggregator.IsXml(text))
        {
            return AccountAggregator.ReadXml(text, builder);
        }

        var root = XmlElements.Root(text);
        throw RefusedException.File(RefusalCodes.OtherFormat, Place.AtPath("/" + root?.Name),
            $"The XML begins with '{root?.Name}' ({root?.Namespace}), which is no statement that is read.",
            "Export camt.053 instead, or write a column map.");
    }

    private static void RefuseForeign(ReadOnlySpan<byte> bytes)
    {
        var code = bytes switch
        {
            [] => RefusalCodes.Empty,
            [0x50, 0x4B, 0x03, ..] when Opens(bytes, "xl/"u8) || Opens(bytes, "[Content_Types]"u8) =>
                RefusalCodes.Spreadsheet,
            [0x50, 0x4B, 0x03 or 0x05, ..] => RefusalCodes.Archive,
            [0x1F, 0x8B, ..] or [0x42, 0x5A, 0x68, ..] or [0x37, 0x7A, 0xBC, 0xAF, ..]
                or [0x52, 0x61, 0x72, 0x21, ..] => RefusalCodes.Archive,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => RefusalCodes.Spreadsheet,
            [0xFF, 0xD8, 0xFF, ..] or [0x89, 0x50, 0x4E, 0x47, ..] or [0x49, 0x49, 0x2A, 0x00, ..]
                or [0x4D, 0x4D, 0x00, 0x2A, ..] or [0x47, 0x49, 0x46, 0x38, ..] => RefusalCodes.Image,
            _ => null,
        };
        if (code is not null)
        {
            throw RefusedException.File(code, code == RefusalCodes.Empty ? Place.File : Place.AtByte(0));
        }
    }

    private static bool Opens(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> entry) =>
        bytes[..Math.Min(bytes.Length, 4_096)].IndexOf(entry) >= 0;
}
