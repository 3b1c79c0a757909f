using OrleansRisk.Contract;
using OrleansRisk.Contract.Tenants;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Tenants, for operators and administrators.</summary>
public sealed class TenantsClient
{
    private readonly Transport _calls;

    internal TenantsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Makes a tenant; needs an operator's key. Sent again by itself where no answer came, and carried out once.
    /// </summary>
    /// <param name="tenant">With its name; the rest takes defaults.</param>
    /// <param name="cancel">Stops waiting; the tenant may have been made by then.</param>
    public Task<TenantBody> CreateAsync(TenantRequest tenant, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(HttpMethod.Post, Routes.Tenants, tenant, ContractJson.Default.TenantRequest)),
            ContractJson.Default.TenantBody,
            cancel);

    /// <summary>A tenant as it stands.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenantBody> GetAsync(string tenant, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForTenant(tenant)), ContractJson.Default.TenantBody, cancel);

    /// <summary>The tenants the key may see.</summary>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenantList> ListAsync(
        string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Paged(Routes.Tenants, after, limit)), ContractJson.Default.TenantList, cancel);

    /// <summary>Changes a tenant's defaults and thresholds; what is left out stays.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="changes">Without the name, which never changes.</param>
    /// <param name="cancel">Stops waiting; the change may have been made by then.</param>
    public Task<TenantBody> UpdateAsync(string tenant, TenantRequest changes, CancellationToken cancel = default) =>
        _calls.Ask(
            Body(HttpMethod.Put, Routes.ForTenant(tenant), changes, ContractJson.Default.TenantRequest),
            ContractJson.Default.TenantBody,
            cancel);

    /// <summary>What changed of a tenant, when and by whom, the newest first.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="after">Where an earlier page ended; null begins with the newest.</param>
    /// <param name="limit">Changes on the page, 1 to 1000; the server's 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenantChangePage> ListChangesAsync(
        string tenant, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Limited(Routes.ForTenantChanges(tenant, after), limit)),
            ContractJson.Default.TenantChangePage,
            cancel);
}
