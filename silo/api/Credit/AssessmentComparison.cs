using System.Globalization;
using System.Text.Json;

namespace OrleansRisk.Api.Credit;

/// <summary>
/// Compares an assessment with the same judged again, by the names that answers carry. Each number is written in its
/// shortest form that reads back to the same bits, so equal texts are equal bits.
/// </summary>
internal static class AssessmentComparison
{
    /// <summary>Wording may be bettered; the figures in it are compared by themselves.</summary>
    private static readonly string[] Sentences = ["text", "letter", "needs"];

    /// <summary>The first part that differs, causes before what follows from them; null where none does.</summary>
    public static string? FirstDifference(KeptAssessment kept, KeptAssessment again)
    {
        var compared = kept.Figures is null ? again with { Figures = null } : again;
        if (kept.English.ObligationsElsewhere is null)
        {
            compared = compared with // made before this was said
            {
                English = compared.English with { ObligationsElsewhere = null },
                Malay = compared.Malay with { ObligationsElsewhere = null },
            };
        }

        var (one, other) = (Element(kept), Element(compared));
        var (recorded, recomputed) = (one.GetProperty("english"), other.GetProperty("english"));
        return Difference("accounts", recorded.GetProperty("accounts"), recomputed.GetProperty("accounts"))
            ?? Difference("figures", one.GetProperty("figures"), other.GetProperty("figures"))
            ?? Difference("", recorded, recomputed)
            ?? Difference("ms", one.GetProperty("malay"), other.GetProperty("malay"));
    }

    private static JsonElement Element(KeptAssessment assessment) =>
        JsonSerializer.SerializeToElement(assessment, KeptJson.Default.KeptAssessment);

    private static string? Difference(string name, JsonElement one, JsonElement other) => one.ValueKind switch
    {
        _ when one.ValueKind != other.ValueKind => name,
        JsonValueKind.Object => one.EnumerateObject().Where(static each => !Sentences.Contains(each.Name))
            .Select(each => Difference(Under(name, each.Name), each.Value, other.GetProperty(each.Name)))
            .FirstOrDefault(static found => found is not null),
        JsonValueKind.Array when one.GetArrayLength() == other.GetArrayLength() => one.EnumerateArray()
            .Select((each, i) => Difference(
                Under(name, i.ToString(CultureInfo.InvariantCulture)), each, other[i]))
            .FirstOrDefault(static found => found is not null),
        _ => one.GetRawText() == other.GetRawText() ? null : name,
    };

    private static string Under(string name, string part) => name.Length == 0 ? part : $"{name}.{part}";
}
