using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Subscriptions to the feed.</summary>
public sealed class SubscriptionsClient
{
    private readonly Transport _calls;

    internal SubscriptionsClient(Transport calls) => _calls = calls;

    /// <summary>Makes a subscription. Sent again by itself where no answer came, and made once.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancel">Stops waiting; the subscription may have been made by then.</param>
    public Task<SubscriptionBody> CreateAsync(SubscriptionRequest request, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Once(Body(HttpMethod.Post, Routes.Subscriptions, request, ContractJson.Default.SubscriptionRequest)),
            ContractJson.Default.SubscriptionBody,
            cancel);

    /// <summary>A subscription.</summary>
    /// <param name="subscription"><c>sub_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<SubscriptionBody> GetAsync(string subscription, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForSubscription(subscription)), ContractJson.Default.SubscriptionBody, cancel);

    /// <summary>The tenant's subscriptions.</summary>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="from">Only what was made from this time on; all where null.</param>
    /// <param name="to">Only what was made before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<SubscriptionList> ListAsync(
        string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Part(Routes.Subscriptions, after, limit, from, to)), ContractJson.Default.SubscriptionList, cancel);

    /// <summary>Ends a subscription.</summary>
    /// <param name="subscription"><c>sub_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task DeleteAsync(string subscription, CancellationToken cancel = default)
    {
        var answer = await _calls.Answered(
            () => Request(HttpMethod.Delete, Routes.ForSubscription(subscription)), cancel);
        answer.Dispose();
    }
}
