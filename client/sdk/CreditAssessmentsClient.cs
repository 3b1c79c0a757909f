using System.Globalization;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Counterfactuals;
using OrleansRisk.Contract.Credit;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Loans applied for, judged by accounts.</summary>
public sealed class CreditAssessmentsClient
{
    private readonly Transport _calls;

    internal CreditAssessmentsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Has a customer's accounts, or some accounts, judge a loan applied for. Made once, however often the network has
    /// it sent; sentences are in English.
    /// </summary>
    /// <param name="loan">The loan, and who applies for it.</param>
    /// <param name="cancel">Stops waiting; the assessment may be kept by then.</param>
    public Task<CreditAssessmentBody> CreateAsync(CreditAssessmentRequest loan, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(
                HttpMethod.Post, Routes.CreditAssessments, loan, ContractJson.Default.CreditAssessmentRequest)),
            ContractJson.Default.CreditAssessmentBody,
            cancel);

    /// <summary>A credit assessment, word for word as it was answered.</summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CreditAssessmentBody> GetAsync(string assessment, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Routes.ForCreditAssessment(assessment)), ContractJson.Default.CreditAssessmentBody, cancel);

    /// <summary>Has a credit assessment judged again from the journal alone, and gives both.</summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CreditReplayBody> ReplayAsync(string assessment, CancellationToken cancel = default) =>
        _calls.AskAgain(
            () => Request(HttpMethod.Post, Routes.ForCreditReplay(assessment)),
            ContractJson.Default.CreditReplayBody, cancel);

    /// <summary>
    /// Makes the letter about a loan that was refused; where one was made before, that one. Sentences are in English.
    /// </summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="letter">Who writes, and what is lent on.</param>
    /// <param name="cancel">Stops waiting; the letter may be kept by then.</param>
    public Task<CreditLetterBody> CreateLetterAsync(
        string assessment, CreditLetterRequest letter, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(
                HttpMethod.Post, Routes.ForCreditLetter(assessment), letter,
                ContractJson.Default.CreditLetterRequest),
            ContractJson.Default.CreditLetterBody, cancel);

    /// <summary>The letter about a loan that was refused, word for word as it was made.</summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CreditLetterBody> GetLetterAsync(string assessment, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Routes.ForCreditLetter(assessment)), ContractJson.Default.CreditLetterBody, cancel);

    /// <summary>The least that would have had to be otherwise for a score; or why nothing would.</summary>
    /// <param name="assessment"><c>cra_…</c></param>
    /// <param name="score">To be reached, 1 to 1000.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CounterfactualBody> GetCounterfactualAsync(
        string assessment, int score, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(string.Create(
                CultureInfo.InvariantCulture, $"{Routes.ForCreditCounterfactual(assessment)}?score={score}")),
            ContractJson.Default.CounterfactualBody,
            cancel);
}
