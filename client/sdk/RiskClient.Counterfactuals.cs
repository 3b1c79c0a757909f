using System.Globalization;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Counterfactuals;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>The least that would have had to be otherwise for a milder outcome; or why nothing would.</summary>
    /// <param name="decision"><c>dec_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CounterfactualBody> Counterfactual(string decision, CancellationToken cancel = default) => AskAgain(
        Get(Routes.ForDecisionCounterfactual(decision)), ContractJson.Default.CounterfactualBody, cancel);

    /// <summary>The least that would have had to be otherwise for a score; or why nothing would.</summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="score">To be reached, 1 to 1000.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CounterfactualBody> CreditCounterfactual(
        string assessment, int score, CancellationToken cancel = default) =>
        AskAgain(
            Get(string.Create(
                CultureInfo.InvariantCulture, $"{Routes.ForCreditCounterfactual(assessment)}?score={score}")),
            ContractJson.Default.CounterfactualBody,
            cancel);
}
