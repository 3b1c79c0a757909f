using System.Globalization;
using System.Text.Json;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary>
/// What a lender chooses before anything is fitted, as a file of JSON; what it leaves out is as here.
/// </summary>
/// <param name="Country">Two letters, for the model file.</param>
/// <param name="Bad">What a bad loan is, in the lender's words.</param>
/// <param name="Features">
/// Names, or beginnings with a star behind them; all that have a direction where it is null.
/// </param>
/// <param name="Directions">Rising or falling by name, beside or instead of the shipped ones.</param>
/// <param name="Deny">Features not to be read, beside those that nobody may.</param>
/// <param name="MaturityMonths">
/// A loan younger than this when it was last looked at counts neither good nor bad.
/// </param>
/// <param name="ObservedTo">When the loans were last looked at, where the loans do not say it.</param>
/// <param name="TestFrom">
/// First day of the loans that the model is judged on; the last quarter where it is null.
/// </param>
/// <param name="Shape">lines, bins, or auto: bins where there are enough bad loans.</param>
/// <param name="TermsMax">Terms at most.</param>
/// <param name="History">The least history that the card gives a score on, as the lender answers for it.</param>
internal sealed record CreditChoices(
    string? Country = null, string Bad = "as the column outcome of the loans has it",
    IReadOnlyList<string>? Features = null, IReadOnlyDictionary<string, string>? Directions = null,
    IReadOnlyList<string>? Deny = null, int? MaturityMonths = null, DateOnly? ObservedTo = null,
    DateOnly? TestFrom = null, string Shape = "auto", int TermsMax = 20, CreditChoices.HistoryChoice? History = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public HistoryNeed? Needs => History is { } history ? new HistoryNeed(history.Days, history.Transactions) : null;

    public static async Task<CreditChoices> Read(string file)
    {
        CreditChoices? choices;
        try
        {
            choices = JsonSerializer.Deserialize<CreditChoices>(await File.ReadAllTextAsync(file), Options);
        }
        catch (JsonException e)
        {
            throw new InputException($"The choices do not read: {e.Path ?? "the text"}.");
        }

        return choices?.Checked() ?? throw new InputException("The choices are empty.");
    }

    /// <summary>Every credit feature with its direction, or with why it is no candidate.</summary>
    public IEnumerable<(FeatureNumber Feature, CreditDirection Direction, string? Why)> Candidates() =>
        FeatureCatalogue.All.Where(static entry => (int)entry.Number >= FeatureRow.FirstCredit).Select(entry =>
        {
            var declared = Directions?.GetValueOrDefault(entry.Name) switch
            {
                "rising" => CreditDirection.Rising,
                "falling" => CreditDirection.Falling,
                _ => DeclaredDirections.Of(entry.Number),
            };
            var why = DeniedFeatures.Why(entry.Number, Deny ?? []) is { } denied ? $"denied: {denied}"
                : Features is { } wanted && !wanted.Any(pattern => Fits(pattern, entry.Name)) ? "not chosen"
                : declared is null ? "no direction is declared" : null;
            return (entry.Number, declared ?? CreditDirection.Either, why);
        });

    private CreditChoices Checked()
    {
        foreach (var name in (Directions?.Keys ?? []).Concat(Deny ?? []))
        {
            Known(FeatureCatalogue.Find(name) is { } entry && (int)entry.Number >= FeatureRow.FirstCredit, name);
        }

        foreach (var pattern in Features ?? [])
        {
            Known(FeatureCatalogue.All.Any(entry => (int)entry.Number >= FeatureRow.FirstCredit
                && Fits(pattern, entry.Name)), pattern);
        }

        var wrong = Directions?.FirstOrDefault(static each => each.Value is not ("rising" or "falling")).Key;
        return wrong is not null ? throw new InputException($"The direction of {wrong} is neither rising nor falling.")
            : Shape is not ("auto" or "lines" or "bins") ? throw new InputException("The shape is auto, lines or bins.")
            : TermsMax is < 1 or > CreditModel.TermsMax
                ? throw new InputException($"There are 1 to {CreditModel.TermsMax} terms.")
            : MaturityMonths is < 1 or > 120 ? throw new InputException("The maturity is 1 to 120 months.")
            : Needs is { IsSound: false } ? throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"The history is at most {HistoryNeed.DaysMax} days and {HistoryNeed.TransactionsMax} transactions."))
            : this;
    }

    private static void Known(bool known, string name)
    {
        if (!known)
        {
            throw new InputException($"The choices name {name}, and no credit feature is called so.");
        }
    }

    private static bool Fits(string pattern, string name) => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : string.Equals(name, pattern, StringComparison.Ordinal);

    internal sealed record HistoryChoice(short Days, short Transactions);
}
