using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>
    /// Has a customer's accounts, or some accounts, judge a loan applied for. Made once, however often the network has
    /// it sent; sentences are in English.
    /// </summary>
    /// <param name="loan">The loan, and who applies for it.</param>
    /// <param name="cancel">Stops waiting; the assessment may be kept by then.</param>
    public Task<CreditAssessmentBody> AssessCredit(CreditAssessmentRequest loan, CancellationToken cancel = default) =>
        AskAgain(
            Once(Body(
                HttpMethod.Post, Routes.CreditAssessments, loan, ContractJson.Default.CreditAssessmentRequest)),
            ContractJson.Default.CreditAssessmentBody,
            cancel);

    /// <summary>A credit assessment, word for word as it was answered.</summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CreditAssessmentBody> CreditAssessment(string assessment, CancellationToken cancel = default) =>
        AskAgain(
            Get(Routes.ForCreditAssessment(assessment)), ContractJson.Default.CreditAssessmentBody, cancel);

    /// <summary>Has a credit assessment judged again from the journal alone, and gives both.</summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CreditReplayBody> ReplayCredit(string assessment, CancellationToken cancel = default) =>
        AskAgain(
            () => Request(HttpMethod.Post, Routes.ForCreditReplay(assessment)),
            ContractJson.Default.CreditReplayBody, cancel);
}
