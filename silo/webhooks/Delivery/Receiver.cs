using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>
/// Whether a receiver answers at all. One account's failures are that account's; where several fail one after the other
/// the receiver is away, and is asked with one event at a time until it takes one.
/// </summary>
internal sealed class Receiver(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly HashSet<AccountKey> _failed = [];
    private int _pauses;
    private DateTimeOffset _pausedUntil;

    public bool MayBeTried
    {
        get
        {
            lock (_gate)
            {
                return !IsAway || time.GetUtcNow() >= _pausedUntil;
            }
        }
    }

    private bool IsAway => _failed.Count >= Limits.WebhookFailuresInARow;

    /// <summary>How many events may be tried at once.</summary>
    public int Most(int most)
    {
        lock (_gate)
        {
            return IsAway ? 1 : most;
        }
    }

    public void Took()
    {
        lock (_gate)
        {
            _failed.Clear();
            _pauses = 0;
        }
    }

    public void Failed(AccountKey account)
    {
        lock (_gate)
        {
            _failed.Add(account);
            var now = time.GetUtcNow();
            if (IsAway && now >= _pausedUntil)
            {
                _pausedUntil = now + BackOff.Wait(++_pauses, Limits.WebhookPauseMost, Random.Shared.NextDouble());
            }
        }
    }
}
