using System.Globalization;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Texts;

/// <summary>Amounts as formats for programs write them: digits and a dot, nothing else.</summary>
internal static class PlainAmount
{
    /// <summary>The amount; refused if it is none.</summary>
    public static decimal Read(string? text, Place place) =>
        decimal.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) < 100_000_000_000_000m ? amount
            : throw RefusedException.Row(
                string.IsNullOrWhiteSpace(text) ? RefusalCodes.MissingField : RefusalCodes.BadAmount, place);
}
