using OrleansRisk.Contract;
using OrleansRisk.Contract.Tenants;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>A tenant's API keys.</summary>
public sealed class KeysClient
{
    private readonly Transport _calls;

    internal KeysClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Issues a key. Its secret is in this answer and nowhere else, so it is not tried again by itself.
    /// </summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="key">What it is for, and its roles.</param>
    /// <param name="cancel">Stops waiting; a key whose secret nobody saw may have been made by then.</param>
    public Task<KeyBody> CreateAsync(string tenant, KeyRequestBody key, CancellationToken cancel = default) =>
        _calls.Ask(
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
    public Task<KeyList> ListAsync(
        string tenant, string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Part(Routes.ForTenantKeys(tenant), after, limit, from, to)), ContractJson.Default.KeyList, cancel);

    /// <summary>Revokes a key: within a second it opens nothing any more.</summary>
    /// <param name="tenant"><c>ten_…</c></param>
    /// <param name="key">Its public id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<KeyBody> RevokeAsync(string tenant, string key, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(() => Request(HttpMethod.Post, Routes.ForTenantKeyRevoke(tenant, key))),
            ContractJson.Default.KeyBody,
            cancel);
}
