using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Customers, each with the accounts it owns.</summary>
public sealed class CustomersClient
{
    private readonly Transport _calls;

    internal CustomersClient(Transport calls) => _calls = calls;

    /// <summary>A customer's accounts with both scores, a page of them.</summary>
    /// <param name="customer"><c>cus_…</c></param>
    /// <param name="after">The account that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Accounts on the page, 1 to 100; the server's 20 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CustomerBody> GetAsync(
        string customer, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Paged(Routes.ForCustomer(customer), after, limit)), ContractJson.Default.CustomerBody, cancel);

    /// <summary>
    /// Finds a customer by the lender's own id, which travels in a body and never in an address, with a page of
    /// accounts.
    /// </summary>
    /// <param name="customer">The lender's own id.</param>
    /// <param name="after">The account that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Accounts on the page, 1 to 100; the server's 20 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<CustomerBody> LookupAsync(
        string customer, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(
                HttpMethod.Post, Paged(Routes.CustomerLookup, after, limit), new CustomerLookupBody(customer),
                ContractJson.Default.CustomerLookupBody),
            ContractJson.Default.CustomerBody,
            cancel);
}
