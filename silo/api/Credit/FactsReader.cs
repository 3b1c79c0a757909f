using OrleansRisk.Actors.Credit;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Credit;

/// <summary>What an application states beside its accounts, checked, and as accounts are asked for it.</summary>
internal static class FactsReader
{
    public const string Stated = "stated";
    public const double RatioMax = 0.6, RatePoints = 3;
    public const int IncomePercent = 10;
    private const int Most = SeenFacts.Max / 2;
    private static readonly string[] IncomeSources = ["payslip", "provident_fund", "tax", "employer", Stated];
    private static readonly string[] ObligationSources = ["bureau", "statement", "payslip", Stated];
    private static readonly string[] Kinds =
        ["loan", "hire_purchase", "mortgage", "card", "bnpl", "maintenance", "other"];

    private static readonly string[] Rules = ["allow", "refer", "refuse", "cap"];

    /// <summary>Null where nothing is wrong.</summary>
    public static LineFault? Fault(ApplicantFactsBody facts, Currency currency) =>
        Many(facts.Income, "facts.income") ?? Many(facts.Obligations, "facts.obligations")
            ?? Incomes(facts).Select(fact => Fault(fact, currency)).FirstOrDefault(static fault => fault is not null)
            ?? Obligations(facts).Select(fact => Fault(fact, facts.Bureau, currency))
                .FirstOrDefault(static fault => fault is not null)
            ?? Fault(facts.Bureau) ?? Fault(facts.Terms, currency);

    /// <summary>Incomes first, then obligations that may reach an account.</summary>
    public static IReadOnlyList<CreditFact> Asked(ApplicantFactsBody facts, Currency currency) =>
    [
        .. Incomes(facts).Select(fact => new CreditFact(
            false, SeenFacts.PartyOf(fact.Payer), Minor(fact.Net, currency))),
        .. Obligations(facts).Select(fact => new CreditFact(
            true, fact.AtSource ? 0 : SeenFacts.PartyOf(fact.Lender),
            fact.AtSource ? -1 : Minor(fact.Instalment, currency))),
    ];

    public static IReadOnlyList<IncomeFactBody> Incomes(ApplicantFactsBody facts) => facts.Income ?? [];

    public static IReadOnlyList<ObligationFactBody> Obligations(ApplicantFactsBody facts) => facts.Obligations ?? [];

    public static long Minor(string? text, Currency currency) =>
        text is not null && DecimalText.ToMinor(text, currency.Decimals, out var minor) is null ? minor : 0;

    private static LineFault? Fault(IncomeFactBody fact, Currency currency) =>
        Money(fact.Net, "facts.income.net", currency)
            ?? (fact.Gross is null ? null : Money(fact.Gross, "facts.income.gross", currency))
            ?? Word(fact.Source, IncomeSources, "facts.income.source")
            ?? Name(fact.Payer, "facts.income.payer") ?? Day(fact.AsOf, "facts.income.as_of");

    private static LineFault? Fault(ObligationFactBody fact, BureauFactBody? bureau, Currency currency) =>
        Word(fact.Kind, Kinds, "facts.obligations.kind")
            ?? Money(fact.Instalment, "facts.obligations.instalment", currency)
            ?? Word(fact.Source, ObligationSources, "facts.obligations.source")
            ?? (fact.Source == "bureau" && bureau is null
                ? new LineFault(ErrorCodes.FieldMissing, "facts.bureau")
                : null)
            ?? Name(fact.Lender, "facts.obligations.lender") ?? Day(fact.AsOf, "facts.obligations.as_of");

    private static LineFault? Fault(BureauFactBody? bureau) => bureau is null
        ? null
        : (string.IsNullOrEmpty(bureau.Source) ? new LineFault(ErrorCodes.FieldMissing, "facts.bureau.source") : null)
            ?? Name(bureau.Source, "facts.bureau.source") ?? Day(bureau.AsOf, "facts.bureau.as_of");

    private static LineFault? Fault(AffordabilityTermsBody? terms, Currency currency)
    {
        if (terms is null)
        {
            return null;
        }

        return (terms.Ratio is null ? null : Word(terms.Ratio, ["net", "gross"], "facts.terms.ratio"))
            ?? Range(terms.RatioMax, double.Epsilon, 1, "facts.terms.ratio_max", "above 0 to 1")
            ?? Range(terms.StressIncomePercent, 0, 90, "facts.terms.stress_income_percent", "0 to 90")
            ?? Range(terms.StressRatePoints, 0, 20, "facts.terms.stress_rate_points", "0 to 20")
            ?? (terms.WithoutBureau is null ? null : Word(terms.WithoutBureau, Rules, "facts.terms.without_bureau"))
            ?? (terms.WithoutBureau == "cap" ? Money(terms.Cap, "facts.terms.cap", currency)
                : terms.Cap is null ? null : new LineFault(ErrorCodes.FieldConflict, "facts.terms.cap"));
    }

    private static LineFault? Many<T>(IReadOnlyList<T>? facts, string field)
        where T : class => facts is { Count: > Most }
            ? new LineFault(ErrorCodes.NumberOutOfRange, field, Allowed: $"at most {Most} items")
            : facts?.Contains(null!) == true ? new LineFault(ErrorCodes.FieldType, field) : null;

    private static LineFault? Money(string? text, string field, Currency currency)
    {
        var minor = 0L;
        var code = text is null ? ErrorCodes.FieldMissing : DecimalText.ToMinor(text, currency.Decimals, out minor);
        code ??= minor == 0 ? ErrorCodes.NumberOutOfRange : null;
        return code is null ? null : new LineFault(code, field, Allowed: minor == 0 ? "above 0" : null);
    }

    private static LineFault? Word(string? text, string[] words, string field) =>
        text is null ? new LineFault(ErrorCodes.FieldMissing, field)
            : words.Contains(text) ? null
            : new LineFault(ErrorCodes.ValueUnknown, field, Allowed: string.Join(", ", words));

    private static LineFault? Name(string? text, string field) => text?.Length > Limits.CategoryCharactersMax
        ? new LineFault(ErrorCodes.TextTooLong, field, Allowed: $"at most {Limits.CategoryCharactersMax} characters")
        : null;

    private static LineFault? Day(DateOnly? day, string field) =>
        day is null ? new LineFault(ErrorCodes.FieldMissing, field) : null;

    private static LineFault? Range(double? number, double least, double most, string field, string allowed) =>
        number is not { } value || (value >= least && value <= most)
            ? null
            : new LineFault(ErrorCodes.NumberOutOfRange, field, Allowed: allowed);
}
