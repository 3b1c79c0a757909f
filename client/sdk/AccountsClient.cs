using System.Runtime.CompilerServices;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Transactions;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>The tenant's accounts.</summary>
public sealed class AccountsClient
{
    private readonly Transport _calls;

    internal AccountsClient(Transport calls) => _calls = calls;

    /// <summary>An account as of its last commit.</summary>
    /// <param name="accountId"><c>acct_…</c>, as every decision names it.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<AccountBody> GetAsync(string accountId, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForAccount(accountId)), ContractJson.Default.AccountBody, cancel);

    /// <summary>Finds an account by the lender's own id, which travels in a body and never in an address.</summary>
    /// <param name="account">The lender's own id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<AccountBody> LookupAsync(string account, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Routes.AccountLookup, new LookupBody(account), ContractJson.Default.LookupBody),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>
    /// States what an account is, by the lender's own id, and makes it where it is not there. What is left out stays;
    /// stating the same again changes nothing, so it is sent again by itself where no answer came.
    /// </summary>
    /// <param name="account">With the lender's own id.</param>
    /// <param name="cancel">Stops waiting; it may have been recorded by then.</param>
    public Task<AccountBody> CreateAsync(AccountRequest account, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Routes.Accounts, account, ContractJson.Default.AccountRequest),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>States what an account is that is there already; as <see cref="CreateAsync"/>.</summary>
    /// <param name="accountId"><c>acct_…</c></param>
    /// <param name="account">The lender's own id may be left out.</param>
    /// <param name="cancel">Stops waiting; it may have been recorded by then.</param>
    public Task<AccountBody> UpdateAsync(
        string accountId, AccountRequest account, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Put, Routes.ForAccount(accountId), account, ContractJson.Default.AccountRequest),
            ContractJson.Default.AccountBody,
            cancel);

    /// <summary>
    /// Folds an account anew in the order in which its transactions happened, with what waits and without what is taken
    /// back. Asked again it changes nothing, so it is sent again by itself where no answer came.
    /// </summary>
    /// <param name="accountId"><c>acct_…</c></param>
    /// <param name="request">Why, and what is mended by it.</param>
    /// <param name="cancel">Stops waiting; it may have been recorded by then.</param>
    public Task<RebuildBody> RebuildAsync(
        string accountId, RebuildRequestBody request, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(
                HttpMethod.Post, Routes.ForAccountRebuilds(accountId), request,
                ContractJson.Default.RebuildRequestBody),
            ContractJson.Default.RebuildBody,
            cancel);

    /// <summary>
    /// Lets an account go on under another id: its history is recorded for that account, which is rebuilt, and it takes
    /// no more lines itself. Asked again it goes on where it broke off, so it is sent again by itself.
    /// </summary>
    /// <param name="accountId"><c>acct_…</c> of the old account.</param>
    /// <param name="request">The new one, by the lender's own id, and why.</param>
    /// <param name="cancel">Stops waiting; it may go on.</param>
    public Task<MergeBody> MergeAsync(
        string accountId, MergeRequestBody request, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Routes.ForAccountMerges(accountId), request, ContractJson.Default.MergeRequestBody),
            ContractJson.Default.MergeBody,
            cancel);

    /// <summary>A page of the tenant's accounts, in an order that stays.</summary>
    /// <param name="after">The account that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Accounts on the page, 1 to 100; the server's 20 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<AccountPage> ListAsync(
        string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Paged(Routes.Accounts, after, limit)), ContractJson.Default.AccountPage, cancel);

    /// <summary>
    /// The tenant's accounts in an order that stays, asked for a page at a time as they are read; of those that cannot
    /// be read now, <see cref="ListAsync"/> has the ids.
    /// </summary>
    /// <param name="cancel">Stops waiting.</param>
    public async IAsyncEnumerable<AccountBody> ListAllAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? after = null;
        while (true)
        {
            var page = await ListAsync(after, Limits.AccountsPageSize, cancel);
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

    /// <summary>A page of an account's recorded transactions with their outcomes, newest first.</summary>
    /// <param name="accountId"><c>acct_…</c></param>
    /// <param name="after">Where an earlier page ended; null begins with the newest.</param>
    /// <param name="limit">Transactions on the page, 1 to 1,000; the server's 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TransactionPage> ListTransactionsAsync(
        string accountId, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Paged(Routes.ForAccountTransactions(accountId), after, limit)), ContractJson.Default.TransactionPage,
            cancel);
}
