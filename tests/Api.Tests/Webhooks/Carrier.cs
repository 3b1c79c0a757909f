using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Tests.Support;
using OrleansRisk.Webhooks.Delivery;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>
/// A node that carries the webhooks of a host's database, as the host itself does, on a clock that the test moves.
/// </summary>
internal sealed class Carrier : IAsyncDisposable
{
    private const int Looks = 12_000, PatientLooks = 1_500;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100), Rest = TimeSpan.FromMilliseconds(10);

    /// <summary>For waits that doubled again and again; an attempt of the full time still fits in.</summary>
    private static readonly TimeSpan LongStep = Step * 4;

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualTime _time;
    private readonly OutboundCalls _calls;
    private readonly CuttableQueue _queue;
    private readonly Task _run;

    public Carrier(IServiceProvider services, ManualTime time)
    {
        var parts = services.GetRequiredService<WebhookParts>();
        _time = time;
        _calls = new OutboundCalls(new NetworkRules("127.0.0.0/8"), new MachineNames(), time);
        _queue = new CuttableQueue(parts.Queue);
        var own = parts with { Time = time, Calls = _calls, Queue = _queue, Feed = parts.Feed with { Time = time } };
        var node = new WebhookAssignments(
            own, services.GetRequiredService<WebhookOptions>(), NullLogger<WebhookAssignments>.Instance);
        _run = Task.Run(() => node.Run(_stop.Token));
    }

    /// <summary>From now on it does not reach the database: as good as dead, and it does not know.</summary>
    public void CutOff() => _queue.IsCut = true;

    /// <summary>Lets time pass until something is so.</summary>
    public static async Task Until(ManualTime time, Func<bool> isSo, string what)
    {
        for (var i = 0; i < Looks; i++)
        {
            if (isSo())
            {
                return;
            }

            time.Advance(i < PatientLooks ? Step : LongStep);
            await Task.Delay(Rest, TimeProvider.System);
        }

        Assert.Fail("It did not come to be so: " + what);
    }

    public Task Until(Func<bool> isSo, string what) => Until(_time, isSo, what);

    /// <summary>Stops in good order while time passes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Until(() => _run.IsCompleted, "the carrier has stopped");
        await _run;
        _calls.Dispose();
        _stop.Dispose();
    }

    private sealed class CuttableQueue(IWebhookQueue queue) : IWebhookQueue
    {
        public volatile bool IsCut;

        public ValueTask<IReadOnlyList<KeptLease>> Keep(string holder, TimeSpan length, CancellationToken cancel) =>
            Reached.Keep(holder, length, cancel);

        public ValueTask<IReadOnlyList<WebhookName>> Free(int limit, CancellationToken cancel) =>
            Reached.Free(limit, cancel);

        public ValueTask<KeptLease?> Take(
            WebhookName name, string holder, TimeSpan length, CancellationToken cancel) =>
            Reached.Take(name, holder, length, cancel);

        public ValueTask Release(WebhookLease lease, CancellationToken cancel) => Reached.Release(lease, cancel);

        public ValueTask<(WebhookRow Row, string Cursor, long? FailingSince)?> Read(
            WebhookName name, CancellationToken cancel) => Reached.Read(name, cancel);

        public ValueTask<WaitingEvents> Waiting(WebhookName name, CancellationToken cancel) =>
            Reached.Waiting(name, cancel);

        public ValueTask<bool> Commit(WebhookLease lease, WebhookProgress progress, CancellationToken cancel) =>
            Reached.Commit(lease, progress, cancel);

        private IWebhookQueue Reached => IsCut ? throw new JournalUnavailableException("cut off") : queue;
    }
}

/// <summary>Names that say something else each time they are asked.</summary>
internal sealed class ChangingNames(params string[][] answers) : INameResolver
{
    public int Asked { get; private set; }

    public Task<IPAddress[]> Resolve(string host, CancellationToken cancel) =>
        Task.FromResult(answers[Math.Min(Asked++, answers.Length - 1)].Select(IPAddress.Parse).ToArray());
}
