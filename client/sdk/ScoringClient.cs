using System.Globalization;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Scoring;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Which scoring version counts, from when on.</summary>
public sealed class ScoringClient
{
    private readonly Transport _calls;

    internal ScoringClient(Transport calls) => _calls = calls;

    /// <summary>Proposes a scoring version. Sent again by itself where no answer came, and carried out once.</summary>
    /// <param name="proposal">Which.</param>
    /// <param name="cancel">Stops waiting; it may have been proposed by then.</param>
    public Task<ScoringProposalBody> ProposeAsync(
        ScoringProposalRequest proposal, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(
                HttpMethod.Post, Routes.ScoringProposals, proposal, ContractJson.Default.ScoringProposalRequest)),
            ContractJson.Default.ScoringProposalBody,
            cancel);

    /// <summary>What accounts would be under a proposed scoring version; nothing moves.</summary>
    /// <param name="proposal">Its number.</param>
    /// <param name="accounts">Accounts that are folded anew, 1 to 10,000; 200 where null.</param>
    /// <param name="creditAt">The credit score of which it is said who crosses it; 600 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ScoringReportBody> ReportAsync(
        int proposal, int? accounts = null, int? creditAt = null, CancellationToken cancel = default)
    {
        var query = Part("accounts", accounts) + Part("credit_at", creditAt);
        var path = Routes.ForScoringReport(proposal) + (query.Length == 0 ? "" : $"?{query[1..]}");
        return _calls.AskAgain(Get(path), ContractJson.Default.ScoringReportBody, cancel);
    }

    /// <summary>
    /// Approves a scoring version that another key has proposed. Approving twice is approving once.
    /// </summary>
    /// <param name="proposal">Its number.</param>
    /// <param name="approval">From when on it counts.</param>
    /// <param name="cancel">Stops waiting; it may have been approved by then.</param>
    public Task<ScoringDeploymentBody> ApproveAsync(
        int proposal, ScoringApprovalRequest approval, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(
                HttpMethod.Post, Routes.ForScoringApproval(proposal), approval,
                ContractJson.Default.ScoringApprovalRequest)),
            ContractJson.Default.ScoringDeploymentBody,
            cancel);

    /// <summary>
    /// Goes back to the scoring version of an earlier deployment, at once. Sent again by itself where no answer came,
    /// and carried out once.
    /// </summary>
    /// <param name="to">Which; where it says none the one that counts if another waits, else the one before.</param>
    /// <param name="cancel">Stops waiting; it may have been done by then.</param>
    public Task<ScoringDeploymentBody> RollBackAsync(ScoringRollbackRequest to, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(HttpMethod.Post, Routes.ScoringRollback, to, ContractJson.Default.ScoringRollbackRequest)),
            ContractJson.Default.ScoringDeploymentBody,
            cancel);

    /// <summary>Deployments and proposals, the newest first, and how far accounts have been rebuilt.</summary>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ScoringDeploymentList> ListAsync(CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ScoringDeployments), ContractJson.Default.ScoringDeploymentList, cancel);

    private static string Part(string name, int? number) =>
        number is { } stated ? string.Create(CultureInfo.InvariantCulture, $"&{name}={stated}") : "";
}
