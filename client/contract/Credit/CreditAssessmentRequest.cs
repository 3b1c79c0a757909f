using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Credit;

/// <summary>A loan applied for, and who applies: a customer, or accounts; one of the two.</summary>
public sealed record CreditAssessmentRequest
{
    /// <summary>The customer by the lender's own id: all the accounts that are the customer's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Customer { get; init; }

    /// <summary>One to sixteen accounts by the lender's own ids.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>ISO 4217 letters of the currency that the money is in; must be that of every account.</summary>
    public string? Currency { get; init; }

    /// <summary>What is to be lent, as decimal text: <c>"12000.00"</c>; above zero.</summary>
    public string? Amount { get; init; }

    /// <summary>What is to be paid back a month, as decimal text; above zero.</summary>
    public string? Instalment { get; init; }

    /// <summary>Months to run, 1 to 600.</summary>
    public int? Months { get; init; }

    /// <summary>
    /// People who may dispose of each account, 1 to 64; as many customers as are stated of it where it is left out.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Holders { get; init; }

    /// <summary>What the accounts do not show; each counts once beside what they do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ApplicantFactsBody? Facts { get; init; }

    /// <summary>
    /// A civil day of the accounts' zones: only what had come in before the first transaction of that day or of a later
    /// one counts. Now, with all there is, where it is left out.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? AsOf { get; init; }
}
