using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>
    /// States what an account is, by the lender's own id; it is made where it is not there. Stating the same again
    /// changes nothing.
    /// </summary>
    /// <param name="account">With the lender's own id; what else is left out stays, or takes the
    /// tenant's default.</param>
    /// <param name="cancel">Stops waiting; it may have been recorded by then.</param>
    public Task<AccountBody> StateAccount(AccountRequest account, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Post, Routes.Accounts, account, ContractJson.Default.AccountRequest),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>States what a known account is. Stating the same again changes nothing.</summary>
    /// <param name="accountId"><c>acct_…</c></param>
    /// <param name="changes">What is left out stays.</param>
    /// <param name="cancel">Stops waiting; it may have been recorded by then.</param>
    public Task<AccountBody> RestateAccount(
        string accountId, AccountRequest changes, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Put, Routes.ForAccount(accountId), changes, ContractJson.Default.AccountRequest),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>The tenant's accounts in an order that stays, asked for a page at a time as they are read.</summary>
    /// <param name="cancel">Stops waiting.</param>
    public async IAsyncEnumerable<AccountBody> Accounts([EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        while (true)
        {
            var page = await AskAgain(Get(Page(Routes.Accounts, after)), ContractJson.Default.AccountPage, cancel);
            foreach (var account in page.Items)
            {
                yield return account;
            }

            if (!page.HasMore || page.After is null || page.After == after)
            {
                yield break;
            }

            after = page.After;
        }
    }

    /// <summary>A page of a customer's accounts, each with both scores.</summary>
    /// <param name="customer"><c>cus_…</c>, as accounts name their owners.</param>
    /// <param name="after">The account that the page begins after, from the page before; null for the first.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CustomerBody> Customer(string customer, string? after = null, CancellationToken cancel = default) =>
        AskAgain(Get(Page(Routes.ForCustomer(customer), after)), ContractJson.Default.CustomerBody, cancel);

    /// <summary>Finds a customer by the lender's own id, which travels in a body and never in an address.</summary>
    /// <param name="customer">The lender's own id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CustomerBody> LookupCustomer(string customer, CancellationToken cancel = default) =>
        AskAgain(
            Body(
                HttpMethod.Post, Page(Routes.CustomerLookup, null), new CustomerLookupBody(customer),
                ContractJson.Default.CustomerLookupBody),
            ContractJson.Default.CustomerBody,
            cancel);

    private static string Page(string path, string? after) =>
        path + "?limit=" + Limits.AccountsPageSize.ToString(CultureInfo.InvariantCulture)
        + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");
}
