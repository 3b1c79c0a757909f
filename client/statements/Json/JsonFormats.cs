using System.Text.Json;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Json;

/// <summary>Answers of providers as JSON, each known by its members; several pages may be in one array.</summary>
internal static class JsonFormats
{
    private static readonly
        (Func<JsonValue, bool> Is, Func<JsonValue, StatementBuilder, StatementFormat> Read)[] Shapes =
    [
        (PlaidAnswer.IsSync, PlaidAnswer.Read),
        (PlaidAnswer.IsGet, PlaidAnswer.Read),
        (OpenBankingUk.Is, OpenBankingUk.Read),
        (PayNetAnswer.Is, PayNetAnswer.Read),
        (BerlinGroup.Is, BerlinGroup.Read),
        (AccountAggregator.Is, AccountAggregator.Read),
    ];

    public static Statement Read(string text, StatementBuilder file)
    {
        using var document = Parse(text);
        var root = new JsonValue(document.RootElement, "$");
        var pages = root.IsArray && root.Items().All(static page => page.IsObject && IsKnown(page))
            ? root.Items().ToList() : [root];
        StatementFormat? format = null;
        foreach (var page in pages)
        {
            var shape = Array.Find(Shapes, shape => shape.Is(page));
            var read = shape.Read is null ? throw Unknown(root) : shape.Read(page, file);
            format = format is null || format == read ? read : throw RefusedException.File(
                RefusalCodes.OtherFormat, page.Place, "The pages are of different providers.", "Give them one by one.");
        }

        return file.Finish(format ?? throw Unknown(root));
    }

    private static bool IsKnown(JsonValue page) => Array.Exists(Shapes, shape => shape.Is(page));

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Limits.DepthMax });
        }
        catch (JsonException wrong)
        {
            var place = Place.AtLine((int)(wrong.LineNumber ?? 0) + 1, (int)(wrong.BytePositionInLine ?? 0) + 1);
            throw RefusedException.File(
                wrong.Message.Contains("maximum configured depth", StringComparison.Ordinal) ? RefusalCodes.TooDeep
                : wrong.Message.Contains("end of data", StringComparison.Ordinal)
                    || wrong.Message.Contains("depth to be zero", StringComparison.Ordinal) ? RefusalCodes.Truncated
                : RefusalCodes.Malformed, place);
        }
        catch (ArgumentException)
        {
            // A text with half of a surrogate pair has no bytes.
            throw RefusedException.File(RefusalCodes.NotText, Place.File);
        }
    }

    private static RefusedException Unknown(JsonValue root)
    {
        var names = root.IsObject
            ? string.Join(", ", root.Element.EnumerateObject().Take(10).Select(static member => member.Name)) : null;
        return RefusedException.File(RefusalCodes.OtherFormat, root.Place, names is { Length: > 0 }
            ? $"The JSON has the members {(names.Length > 200 ? names[..200] : names)}: no known provider sends these."
            : "The JSON is of no provider that is known.", "Write a column map for it.");
    }
}
