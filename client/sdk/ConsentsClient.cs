using OrleansRisk.Contract;
using OrleansRisk.Contract.Consents;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Customers' consents that their data are used.</summary>
public sealed class ConsentsClient
{
    private readonly Transport _calls;

    internal ConsentsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Keeps a consent; lines and loads name the id that is given to it. Sent again by itself where no answer came, and
    /// carried out once.
    /// </summary>
    /// <param name="consent">Whose, what for, and for how long.</param>
    /// <param name="cancel">Stops waiting; the consent may have been kept by then.</param>
    public Task<ConsentBody> CreateAsync(ConsentRequest consent, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(HttpMethod.Post, Routes.Consents, consent, ContractJson.Default.ConsentRequest)),
            ContractJson.Default.ConsentBody,
            cancel);

    /// <summary>A consent as it stands.</summary>
    /// <param name="consent"><c>cns_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ConsentBody> GetAsync(string consent, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForConsent(consent)), ContractJson.Default.ConsentBody, cancel);

    /// <summary>The tenant's consents, the newest first.</summary>
    /// <param name="after">Where an earlier page ended; null begins with the newest.</param>
    /// <param name="limit">Consents on the page, 1 to 1,000; the server's 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ConsentPage> ListAsync(
        string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Paged(Routes.Consents, after, limit)), ContractJson.Default.ConsentPage, cancel);

    /// <summary>
    /// Revokes a consent: nothing comes in under it once this is answered. Revoking again goes on taking its data back,
    /// where the tenant has that done; so it is sent again by itself where no answer came.
    /// </summary>
    /// <param name="consent"><c>cns_…</c></param>
    /// <param name="cancel">Stops waiting; the consent may be revoked by then.</param>
    public Task<ConsentBody> RevokeAsync(string consent, CancellationToken cancel = default) =>
        _calls.AskAgain(
            () => Request(HttpMethod.Post, Routes.ForConsentRevoke(consent)), ContractJson.Default.ConsentBody, cancel);
}
