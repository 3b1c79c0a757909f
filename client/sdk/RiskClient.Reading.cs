using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Labels;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>An account as of its last commit.</summary>
    /// <param name="accountId"><c>acct_…</c>, as every decision names it.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<AccountBody> Account(string accountId, CancellationToken cancel = default) =>
        AskAgain(Get(Routes.ForAccount(accountId)), ContractJson.Default.AccountBody, cancel);

    /// <summary>Finds an account by the lender's own id, which travels in a body and never in an address.</summary>
    /// <param name="account">The lender's own id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<AccountBody> Lookup(string account, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Post, Routes.AccountLookup, new LookupBody(account), ContractJson.Default.LookupBody),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>A recorded decision.</summary>
    /// <param name="decision"><c>dec_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<DecisionBody> Decision(string decision, CancellationToken cancel = default) =>
        AskAgain(Get(Routes.ForDecision(decision)), ContractJson.Default.DecisionBody, cancel);

    /// <summary>Has a decision recomputed from the journal alone, and gives both.</summary>
    /// <param name="decision"><c>dec_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ReplayBody> Replay(string decision, CancellationToken cancel = default) =>
        AskAgain(Get(Routes.ForDecisionReplay(decision)), ContractJson.Default.ReplayBody, cancel);

    /// <summary>An account's decisions, oldest first, asked for a page at a time as they are read.</summary>
    /// <param name="accountId"><c>acct_…</c></param>
    /// <param name="transaction">Only those of this transaction id of the lender's; all where null.</param>
    /// <param name="from">Only of transactions from this time on; all where null.</param>
    /// <param name="to">Only of transactions before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async IAsyncEnumerable<DecisionBody> Decisions(
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
            var page = await AskAgain(Get(path), ContractJson.Default.DecisionPage, cancel);
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

    /// <summary>Tells what became known of a transaction. Telling the same again answers <c>unchanged</c>.</summary>
    /// <param name="label">Fraud, genuine, or an earlier label taken back.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LabelAnswer> Label(LabelBody label, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Post, Routes.Labels, label, ContractJson.Default.LabelBody),
            ContractJson.Default.LabelAnswer,
            cancel);
}
