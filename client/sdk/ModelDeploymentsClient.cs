using System.Globalization;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Models;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Which models score, from when on.</summary>
public sealed class ModelDeploymentsClient
{
    private readonly Transport _calls;

    internal ModelDeploymentsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Puts models up to count from a time on. Sent again by itself where no answer came, and carried out once.
    /// </summary>
    /// <param name="models">All that are to be active; what is left out is not any more.</param>
    /// <param name="cancel">Stops waiting; they may have been put up by then.</param>
    public Task<ModelDeploymentBody> CreateAsync(ModelDeploymentRequest models, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(HttpMethod.Post, Routes.ModelDeployments, models, ContractJson.Default.ModelDeploymentRequest)),
            ContractJson.Default.ModelDeploymentBody,
            cancel);

    /// <summary>What was put up, the newest first.</summary>
    /// <param name="before">Only numbers before this one; from the newest where null.</param>
    /// <param name="limit">Model deployments on the page, 1 to 100; all the server shows at once where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ModelDeploymentList> ListAsync(
        int? before = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Limited(before is { } number
                ? string.Create(CultureInfo.InvariantCulture, $"{Routes.ModelDeployments}?before={number}")
                : Routes.ModelDeployments, limit)),
            ContractJson.Default.ModelDeploymentList,
            cancel);

    /// <summary>
    /// Puts the models of an earlier model deployment up again, at once. Sent again by itself where no answer came, and
    /// carried out once.
    /// </summary>
    /// <param name="to">Which; the one before the newest where it says none.</param>
    /// <param name="cancel">Stops waiting; it may have been done by then.</param>
    public Task<ModelDeploymentBody> RollBackAsync(RollbackRequest to, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(HttpMethod.Post, Routes.ModelDeploymentRollback, to, ContractJson.Default.RollbackRequest)),
            ContractJson.Default.ModelDeploymentBody,
            cancel);
}
