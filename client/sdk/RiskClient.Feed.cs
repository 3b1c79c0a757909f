using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Client.Sending;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;

namespace OrleansRisk.Client;

public sealed partial class RiskClient
{
    /// <summary>Makes a subscription. Sent again by itself where no answer came, and made once.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancel">Stops waiting; the subscription may have been made by then.</param>
    public Task<SubscriptionBody> Subscribe(SubscriptionRequest request, CancellationToken cancel = default) =>
        AskAgain(
            Once(Body(HttpMethod.Post, Routes.Subscriptions, request, ContractJson.Default.SubscriptionRequest)),
            ContractJson.Default.SubscriptionBody,
            cancel);

    /// <summary>The tenant's subscriptions.</summary>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="from">Only what was made from this time on; all where null.</param>
    /// <param name="to">Only what was made before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<SubscriptionList> Subscriptions(
        string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        AskAgain(
            Get(Part(Routes.Subscriptions, after, limit, from, to)), ContractJson.Default.SubscriptionList, cancel);

    /// <summary>A subscription.</summary>
    /// <param name="subscription"><c>sub_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<SubscriptionBody> Subscription(string subscription, CancellationToken cancel = default) =>
        AskAgain(Get(Routes.ForSubscription(subscription)), ContractJson.Default.SubscriptionBody, cancel);

    /// <summary>Ends a subscription.</summary>
    /// <param name="subscription"><c>sub_…</c></param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task Unsubscribe(string subscription, CancellationToken cancel = default)
    {
        var answer = await Answered(() => Request(HttpMethod.Delete, Routes.ForSubscription(subscription)), cancel);
        answer.Dispose();
    }

    /// <summary>A page of the feed, for whoever does not keep a stream open.</summary>
    /// <param name="subscription"><c>sub_…</c></param>
    /// <param name="after">Cursor to go on after; null begins with a snapshot, <c>now</c> without one.</param>
    /// <param name="limit">Events on the page, 1 to 1000; the server's 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<FeedPage> FeedPage(
        string subscription, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        AskAgain(
            Get(Limited(Routes.ForFeed(subscription, after), limit)), ContractJson.Default.FeedPage, cancel);

    /// <summary>
    /// What happens, as it happens. A stream that is cut is opened again behind the last event, for as long as it
    /// takes: nothing is left out, and an event that comes twice has the same id.
    /// </summary>
    /// <param name="subscription"><c>sub_…</c></param>
    /// <param name="after">Cursor to go on after; null begins with a snapshot, <c>now</c> without one.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="RiskException">
    /// The server refuses: a wrong key, no such subscription, or <c>cursor_expired</c>: begin without a cursor then.
    /// </exception>
    public async IAsyncEnumerable<EventBody> WatchAsync(
        string subscription, string? after = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        var cursor = after;
        while (true)
        {
            var (response, problem) = await Opened(subscription, cursor, cancel);
            if (response is not null)
            {
                using (response)
                {
                    var parser = SseParser.Create(
                        await response.Content.ReadAsStreamAsync(cancel), static (_, data) => data.ToArray());
                    await using var items = parser.EnumerateAsync(cancel).GetAsyncEnumerator(cancel);
                    while (await Moves(items, cancel))
                    {
                        backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
                        var told = JsonSerializer.Deserialize(items.Current.Data, ContractJson.Default.EventBody)!;
                        cursor = told.Cursor;
                        yield return told;
                    }

                    // Where nothing happened the cursor moved on all the same.
                    cursor = parser.LastEventId is { Length: > 0 } last ? last : cursor;
                }
            }

            await Task.Delay(backOff.Next(Problems.Wait(problem?.Problem)), _time, cancel);
        }
    }

    /// <summary>False where the stream is at its end, or was cut.</summary>
    private static async ValueTask<bool> Moves(IAsyncEnumerator<SseItem<byte[]>> items, CancellationToken cancel)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException or OperationCanceledException
            && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<(HttpResponseMessage? Response, RiskException? Problem)> Opened(
        string subscription, string? after, CancellationToken cancel)
    {
        try
        {
            return (await Answered(() =>
            {
                var request = Request(HttpMethod.Get, Routes.ForFeed(subscription, after));
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypes.EventStream));
                return request;
            }, cancel), null);
        }
        catch (RiskException failure) when (Problems.TryAgain(failure))
        {
            return (null, failure);
        }
    }

    /// <summary>An answer whose body is read by the caller; follows a server that says where else.</summary>
    private async Task<HttpResponseMessage> Answered(Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        for (var followed = false; ; followed = true)
        {
            try
            {
                using var message = Directed(request());
                var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    throw await Problems.Read(response, cancel);
                }
            }
            catch (RiskException refusal) when (!followed && Follows(refusal))
            {
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                _home = null;
                throw Problems.Unreachable(failure);
            }
        }
    }
}
