using System.Text.Json.Serialization;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Api.Credit;

/// <summary>The same answer in each language, and what each account gave before it was put into words.</summary>
/// <param name="Figures">Of each account in their order; null where it was made before these were kept.</param>
internal sealed record KeptAssessment(
    CreditAssessmentBody English, CreditAssessmentBody Malay, IReadOnlyList<KeptFigures>? Figures = null);

/// <summary>An account's figures, unrounded.</summary>
internal sealed record KeptFigures(
    double LogOdds, IReadOnlyList<KeptReason> Reasons, double Income, double Essential, double Debt, int Months,
    int NeedsDays, int NeedsTransactions, bool NeedsIncome)
{
    /// <summary>Of the means; from scoring version 4, and not written where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Other { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Unearned { get; init; }

    /// <summary>What it rests on; null where it was made before this was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KeptBasis? Basis { get; init; }

    public static KeptFigures Of(CreditAssessment assessed, CreditBasis? basis) => new(
        assessed.LogOdds,
        [.. assessed.Reasons.Select(static each => new KeptReason(each.Name, each.Value, each.Usual, each.Points))],
        assessed.Means.Income, assessed.Means.Essential, assessed.Means.Debt, assessed.Means.Months,
        assessed.NeedsDays, assessed.NeedsTransactions, assessed.NeedsIncome)
    {
        Other = assessed.Means.Other,
        Unearned = assessed.Means.Unearned,
        Basis = basis is null ? null : new KeptBasis(
            basis.OldestDay, basis.NewestDay, basis.Transactions, basis.Balances, basis.Without, basis.WithoutFirst,
            basis.Acts, basis.AfterActs),
    };

    public MonthlyMeans ToMeans() => new(Income, Essential, Debt, Months) { Other = Other, Unearned = Unearned };
}

/// <summary>As <see cref="CreditBasis"/>.</summary>
internal sealed record KeptBasis(
    int OldestDay, int NewestDay, long Transactions, bool Balances, IReadOnlyList<int> Without,
    IReadOnlyList<int> WithoutFirst, uint Acts, int AfterActs);

/// <summary>A letter as it was made, in each language.</summary>
internal sealed record KeptLetter(CreditLetterBody English, CreditLetterBody Malay);

internal sealed record KeptReason(string Code, double Value, double Usual, double Points);

/// <summary>Numbers read back to the same bits; what is not known is no number and is kept by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KeptAssessment))]
[JsonSerializable(typeof(KeptLetter))]
internal sealed partial class KeptJson : JsonSerializerContext;
