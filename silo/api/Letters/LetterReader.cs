using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Api.Letters;

/// <summary>How a letter is to be made, checked.</summary>
internal static class LetterReader
{
    private const string Affordable = "affordable", Strained = "strained";

    /// <summary>Null where nothing is wrong.</summary>
    public static LineFault? Fault(CreditLetterRequest request) =>
        Text(request.Lender, "lender", Limits.LetterLenderCharactersMax, lines: false)
            ?? Text(request.Contact, "contact", Limits.LetterContactCharactersMax, lines: true)
            ?? (request.ScoreMin is < 1 or > Limits.LetterScoreMax
                ? new LineFault(ErrorCodes.NumberOutOfRange, "score_min", Allowed: $"1 to {Limits.LetterScoreMax}")
                : null)
            ?? (request.AffordabilityMax is null or Affordable or Strained ? null : new LineFault(
                ErrorCodes.ValueUnknown, "affordability_max", Allowed: $"{Affordable}, {Strained}"));

    public static AffordabilityWord Worst(CreditLetterRequest request) =>
        request.AffordabilityMax == Affordable ? AffordabilityWord.Affordable : AffordabilityWord.Strained;

    private static LineFault? Text(string? text, string field, int most, bool lines) => text switch
    {
        null => new LineFault(ErrorCodes.FieldMissing, field),
        _ when string.IsNullOrWhiteSpace(text) => new LineFault(ErrorCodes.TextEmpty, field),
        _ when text.Length > most => new LineFault(
            ErrorCodes.TextTooLong, field, Allowed: $"at most {most} characters"),
        _ when text.Any(each => char.IsControl(each) && !(lines && each == '\n')) =>
            new LineFault(ErrorCodes.TextInvalid, field),
        _ => null,
    };
}
