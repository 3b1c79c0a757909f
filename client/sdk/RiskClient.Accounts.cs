using System.Runtime.CompilerServices;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>
    /// The tenant's accounts in an order that stays, asked for a page at a time as they are read; of those that cannot
    /// be read now, <see cref="AccountPage"/> has the ids.
    /// </summary>
    /// <param name="cancel">Stops waiting.</param>
    public async IAsyncEnumerable<AccountBody> Accounts([EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        while (true)
        {
            var page = await AccountPage(after, Limits.AccountsPageSize, cancel);
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

    /// <summary>A page of the tenant's accounts, in an order that stays.</summary>
    /// <param name="after">The account that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Accounts on the page, 1 to 100; the server's 20 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<AccountPage> AccountPage(
        string? after = null, int? limit = null, CancellationToken cancel = default) =>
        AskAgain(Get(Paged(Routes.Accounts, after, limit)), ContractJson.Default.AccountPage, cancel);

    /// <summary>
    /// States what an account is, by the lender's own id, and makes it where it is not there. What is left out stays;
    /// stating the same again changes nothing, so it is sent again by itself where no answer came.
    /// </summary>
    /// <param name="account">With the lender's own id.</param>
    /// <param name="cancel">Stops waiting; it may have been recorded by then.</param>
    public Task<AccountBody> StateAccount(AccountRequest account, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Post, Routes.Accounts, account, ContractJson.Default.AccountRequest),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>States what an account is that is there already; as <see cref="StateAccount"/>.</summary>
    /// <param name="accountId"><c>acct_…</c></param>
    /// <param name="account">The lender's own id may be left out.</param>
    /// <param name="cancel">Stops waiting; it may have been recorded by then.</param>
    public Task<AccountBody> RestateAccount(
        string accountId, AccountRequest account, CancellationToken cancel = default) =>
        AskAgain(
            Body(HttpMethod.Put, Routes.ForAccount(accountId), account, ContractJson.Default.AccountRequest),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>A customer's accounts with both scores, a page of them.</summary>
    /// <param name="customer"><c>cus_…</c></param>
    /// <param name="after">The account that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Accounts on the page, 1 to 100; the server's 20 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CustomerBody> Customer(
        string customer, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        AskAgain(
            Get(Paged(Routes.ForCustomer(customer), after, limit)), ContractJson.Default.CustomerBody, cancel);

    /// <summary>
    /// Finds a customer by the lender's own id, which travels in a body and never in an address, with a page of
    /// accounts.
    /// </summary>
    /// <param name="customer">The lender's own id.</param>
    /// <param name="after">The account that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Accounts on the page, 1 to 100; the server's 20 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CustomerBody> LookupCustomer(
        string customer, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        AskAgain(
            Body(
                HttpMethod.Post, Paged(Routes.CustomerLookup, after, limit), new CustomerLookupBody(customer),
                ContractJson.Default.CustomerLookupBody),
            ContractJson.Default.CustomerBody,
            cancel);
}
