using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Credit;

/// <summary>What the accounts do not show: income and obligations with their sources, and the lender's terms.</summary>
public sealed record ApplicantFactsBody
{
    /// <summary>At most sixteen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IncomeFactBody>? Income { get; init; }

    /// <summary>At most sixteen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ObligationFactBody>? Obligations { get; init; }

    /// <summary>The credit bureau that was asked; left out where none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BureauFactBody? Bureau { get; init; }

    /// <summary>What the lender holds against them; left out for the shares that affordability states.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AffordabilityTermsBody? Terms { get; init; }
}

/// <summary>An income that a document or the applicant states.</summary>
public sealed record IncomeFactBody
{
    /// <summary>Who pays it, as a statement would print it; left out where it is not named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Payer { get; init; }

    /// <summary>What arrives a month, as decimal text; above zero.</summary>
    public string? Net { get; init; }

    /// <summary>Before deductions, as decimal text; left out where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Gross { get; init; }

    /// <summary><c>payslip</c>, <c>provident_fund</c>, <c>tax</c>, <c>employer</c> or <c>stated</c>.</summary>
    public string? Source { get; init; }

    /// <summary>The day that the source is of.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>An obligation that a bureau, a statement or the applicant states.</summary>
public sealed record ObligationFactBody
{
    /// <summary>
    /// <c>loan</c>, <c>hire_purchase</c>, <c>mortgage</c>, <c>card</c>, <c>bnpl</c>, <c>maintenance</c> or
    /// <c>other</c>.
    /// </summary>
    public string? Kind { get; init; }

    /// <summary>To whom, as a statement would print it; left out where it is not named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Lender { get; init; }

    /// <summary>A month, as decimal text; above zero.</summary>
    public string? Instalment { get; init; }

    /// <summary><c>bureau</c>, <c>statement</c>, <c>payslip</c> or <c>stated</c>.</summary>
    public string? Source { get; init; }

    /// <summary>The day that the source is of.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The employer takes it from the pay, so that it never reaches an account.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AtSource { get; init; }
}

/// <summary>A credit bureau that was asked.</summary>
/// <param name="Source">Its name, such as <c>ccris</c>, <c>ctos</c>, <c>experian</c>; at most 64 characters.</param>
/// <param name="AsOf">The day of its report.</param>
public sealed record BureauFactBody(string? Source, DateOnly? AsOf);

/// <summary>What the lender holds against income and obligations; kept with the assessment.</summary>
public sealed record AffordabilityTermsBody
{
    /// <summary>Which ratio is compared: <c>net</c>, as by default, or <c>gross</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ratio { get; init; }

    /// <summary>The greatest that it may be with the instalment, above 0 to 1; 0.6 where it is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RatioMax { get; init; }

    /// <summary>Percent by which income falls under stress, 0 to 90; 10 where it is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? StressIncomePercent { get; init; }

    /// <summary>
    /// Points by which the rate of this loan rises under stress, 0 to 20; 3 where it is left out, 0 for a fixed rate or
    /// a sale with a fixed profit.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? StressRatePoints { get; init; }

    /// <summary>
    /// Where no bureau was asked: <c>allow</c>, <c>refer</c> as by default, <c>refuse</c>, or <c>cap</c>: up to
    /// <see cref="Cap"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WithoutBureau { get; init; }

    /// <summary>The greatest amount without a bureau, as decimal text; with <c>cap</c> alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cap { get; init; }
}
