using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Client.Sending;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Events as they happen.</summary>
public sealed class FeedClient
{
    private readonly Transport _calls;

    internal FeedClient(Transport calls) => _calls = calls;

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

            await Task.Delay(backOff.Next(Problems.Wait(problem?.Problem)), _calls.Time, cancel);
        }
    }

    /// <summary>A page of the feed, for whoever does not keep a stream open.</summary>
    /// <param name="subscription"><c>sub_…</c></param>
    /// <param name="after">Cursor to go on after; null begins with a snapshot, <c>now</c> without one.</param>
    /// <param name="limit">Events on the page, 1 to 1000; the server's 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<FeedPage> GetPageAsync(
        string subscription, string? after = null, int? limit = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Limited(Routes.ForFeed(subscription, after), limit)), ContractJson.Default.FeedPage, cancel);

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
            return (await _calls.Answered(() =>
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
}
