using OrleansRisk.Contract;
using OrleansRisk.Contract.Webhooks;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Webhooks, and what became of their events.</summary>
public sealed class WebhooksClient
{
    private readonly Transport _calls;

    internal WebhooksClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Makes a webhook; needs an admin's key. Its secret is in this answer and nowhere else, so it is not tried again
    /// by itself.
    /// </summary>
    /// <param name="webhook">With its URL.</param>
    /// <param name="cancel">Stops waiting; a webhook whose secret nobody saw may have been made by then.</param>
    public Task<WebhookBody> CreateAsync(WebhookRequest webhook, CancellationToken cancel = default) =>
        _calls.Ask(
            Body(HttpMethod.Post, Routes.Webhooks, webhook, ContractJson.Default.WebhookRequest),
            ContractJson.Default.WebhookBody,
            cancel);

    /// <summary>A webhook as it stands.</summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<WebhookBody> GetAsync(string webhook, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForWebhook(webhook)), ContractJson.Default.WebhookBody, cancel);

    /// <summary>The tenant's webhooks.</summary>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="from">Only what was made from this time on; all where null.</param>
    /// <param name="to">Only what was made before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<WebhookList> ListAsync(
        string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Part(Routes.Webhooks, after, limit, from, to)), ContractJson.Default.WebhookList, cancel);

    /// <summary>Changes a webhook; what is left out stays.</summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="changes">What is to be otherwise.</param>
    /// <param name="cancel">Stops waiting; the change may have been made by then.</param>
    public Task<WebhookBody> UpdateAsync(
        string webhook, WebhookRequest changes, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Put, Routes.ForWebhook(webhook), changes, ContractJson.Default.WebhookRequest),
            ContractJson.Default.WebhookBody,
            cancel);

    /// <summary>Ends a webhook; what waits for it goes with it.</summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task DeleteAsync(string webhook, CancellationToken cancel = default)
    {
        var answer = await _calls.Answered(() => Request(HttpMethod.Delete, Routes.ForWebhook(webhook)), cancel);
        answer.Dispose();
    }

    /// <summary>
    /// A new secret. It is in this answer and nowhere else, so it is not tried again by itself; the one before it goes
    /// on signing for as long as is asked.
    /// </summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="request">How long the one before it signs too.</param>
    /// <param name="cancel">Stops waiting; a secret that nobody saw may have been made by then.</param>
    public Task<WebhookBody> RotateSecretAsync(
        string webhook, RotateRequest request, CancellationToken cancel = default) =>
        _calls.Ask(
            Body(HttpMethod.Post, Routes.ForWebhookRotate(webhook), request, ContractJson.Default.RotateRequest),
            ContractJson.Default.WebhookBody,
            cancel);

    /// <summary>
    /// Sends a test event now, and says what came of it. Asked again by itself where no answer came, and sent once.
    /// </summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="cancel">Stops waiting; the event may have been sent by then.</param>
    public Task<DeliveryBody> TestAsync(string webhook, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(() => Request(HttpMethod.Post, Routes.ForWebhookTest(webhook))),
            ContractJson.Default.DeliveryBody,
            cancel);

    /// <summary>Attempts at delivering, the newest first.</summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="after">Where an earlier page ended; null begins with the newest.</param>
    /// <param name="limit">Attempts on the page, 1 to 1000; the server's 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<DeliveryPage> ListDeliveriesAsync(
        string webhook, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Limited(Routes.ForWebhookDeliveries(webhook, after), limit)),
            ContractJson.Default.DeliveryPage,
            cancel);

    /// <summary>Events that were given up, the oldest first.</summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="after">Where an earlier page ended; null begins with the oldest.</param>
    /// <param name="limit">Events on the page, 1 to 1000; the server's 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<DeadLetterPage> ListDeadLettersAsync(
        string webhook, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Limited(Routes.ForWebhookDeadLetters(webhook, after), limit)),
            ContractJson.Default.DeadLetterPage,
            cancel);

    /// <summary>Has dead letters sent again, under their own ids, behind what waits for their accounts.</summary>
    /// <param name="webhook"><c>whk_…</c></param>
    /// <param name="events">Their ids; null is all of them.</param>
    /// <param name="cancel">Stops waiting; they may be sent all the same.</param>
    public Task<DeadLetterReplayBody> ReplayDeadLettersAsync(
        string webhook, IReadOnlyList<string>? events = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(
                HttpMethod.Post, Routes.ForWebhookReplay(webhook), new DeadLetterReplayRequest { Events = events },
                ContractJson.Default.DeadLetterReplayRequest)),
            ContractJson.Default.DeadLetterReplayBody,
            cancel);
}
