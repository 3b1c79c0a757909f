using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Counterfactuals;
using OrleansRisk.Contract.Decisions;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Recorded decisions.</summary>
public sealed class DecisionsClient
{
    private readonly Transport _calls;

    internal DecisionsClient(Transport calls) => _calls = calls;

    /// <summary>A recorded decision.</summary>
    /// <param name="decision"><c>dec_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<DecisionBody> GetAsync(string decision, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForDecision(decision)), ContractJson.Default.DecisionBody, cancel);

    /// <summary>An account's decisions, oldest first, asked for a page at a time as they are read.</summary>
    /// <param name="accountId"><c>acct_…</c></param>
    /// <param name="transaction">Only those of this transaction id of the lender's; all where null.</param>
    /// <param name="from">Only of transactions from this time on; all where null.</param>
    /// <param name="to">Only of transactions before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async IAsyncEnumerable<DecisionBody> ListAllAsync(
        string accountId, string? transaction = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var limit = Limits.PageSize.ToString(CultureInfo.InvariantCulture);
        var wanted = (transaction is null ? "" : $"&transaction={Uri.EscapeDataString(transaction)}")
            + Bound("from", from) + Bound("to", to);
        string? after = null;
        while (true)
        {
            var place = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            var path = $"{Routes.ForAccountDecisions(accountId)}?limit={limit}{wanted}{place}";
            var page = await _calls.AskAgain(Get(path), ContractJson.Default.DecisionPage, cancel);
            foreach (var decision in page.Items)
            {
                yield return decision;
            }

            if (!page.HasMore || page.After is null || page.After == after)
            {
                yield break;
            }

            after = page.After;
        }
    }

    /// <summary>Has a decision recomputed from the journal alone, and gives both.</summary>
    /// <param name="decision"><c>dec_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ReplayBody> ReplayAsync(string decision, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForDecisionReplay(decision)), ContractJson.Default.ReplayBody, cancel);

    /// <summary>The least that would have had to be otherwise for a milder outcome; or why nothing would.</summary>
    /// <param name="decision"><c>dec_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CounterfactualBody> GetCounterfactualAsync(string decision, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Routes.ForDecisionCounterfactual(decision)), ContractJson.Default.CounterfactualBody, cancel);
}
