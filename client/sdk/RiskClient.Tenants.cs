using OrleansRisk.Contract;
using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>
    /// Makes a tenant; needs an operator's key. Sent again by itself where no answer came, and carried out once.
    /// </summary>
    /// <param name="tenant">With its name; the rest takes defaults.</param>
    /// <param name="cancel">Stops waiting; the tenant may have been made by then.</param>
    public Task<TenantBody> CreateTenant(TenantRequest tenant, CancellationToken cancel = default) =>
        AskAgain(
            Once(Body(HttpMethod.Post, Routes.Tenants, tenant, ContractJson.Default.TenantRequest)),
            ContractJson.Default.TenantBody,
            cancel);

    /// <summary>Changes a tenant's defaults and thresholds; what is left out stays.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="changes">Without the name, which never changes.</param>
    /// <param name="cancel">Stops waiting; the change may have been made by then.</param>
    public Task<TenantBody> ConfigureTenant(string tenant, TenantRequest changes, CancellationToken cancel = default) =>
        Ask(
            Body(HttpMethod.Put, Routes.ForTenant(tenant), changes, ContractJson.Default.TenantRequest),
            ContractJson.Default.TenantBody,
            cancel);

    /// <summary>A tenant as it stands.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenantBody> Tenant(string tenant, CancellationToken cancel = default) =>
        AskAgain(Get(Routes.ForTenant(tenant)), ContractJson.Default.TenantBody, cancel);

    /// <summary>The tenants the key may see.</summary>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenantList> Tenants(
        string? after = null, int? limit = null, CancellationToken cancel = default) =>
        AskAgain(Get(Paged(Routes.Tenants, after, limit)), ContractJson.Default.TenantList, cancel);

    /// <summary>
    /// Issues a key. Its secret is in this answer and nowhere else, so it is not tried again by itself.
    /// </summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="key">What it is for, and its roles.</param>
    /// <param name="cancel">Stops waiting; a key whose secret nobody saw may have been made by then.</param>
    public Task<KeyBody> IssueKey(string tenant, KeyRequestBody key, CancellationToken cancel = default) =>
        Ask(
            Body(HttpMethod.Post, Routes.ForTenantKeys(tenant), key, ContractJson.Default.KeyRequestBody),
            ContractJson.Default.KeyBody,
            cancel);

    /// <summary>A tenant's keys, without their secrets.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="from">Only what was made from this time on; all where null.</param>
    /// <param name="to">Only what was made before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<KeyList> Keys(
        string tenant, string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        AskAgain(
            Get(Part(Routes.ForTenantKeys(tenant), after, limit, from, to)), ContractJson.Default.KeyList, cancel);

    /// <summary>Revokes a key: within a second it opens nothing any more.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="key">Its public id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<KeyBody> RevokeKey(string tenant, string key, CancellationToken cancel = default) =>
        AskAgain(
            Once(() => Request(HttpMethod.Post, Routes.ForTenantKeyRevoke(tenant, key))),
            ContractJson.Default.KeyBody,
            cancel);
}
