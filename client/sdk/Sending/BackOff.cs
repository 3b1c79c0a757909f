using System.Security.Cryptography;

namespace OrleansRisk.Client.Sending;

/// <summary>
/// Waits that double from one attempt without progress to the next, each drawn from its upper half so that many senders
/// do not come back together.
/// </summary>
internal sealed class BackOff(TimeSpan first, TimeSpan most)
{
    private int _doublings;

    public void Reset() => _doublings = 0;

    /// <param name="asked">What the server asked for; the longer of the two is waited.</param>
    public TimeSpan Next(TimeSpan? asked)
    {
        var longest = Shorter(first * (1 << _doublings), most);
        var drawn = longest * (0.5 + (RandomNumberGenerator.GetInt32(1_001) / 2_000.0));
        _doublings = Math.Min(_doublings + 1, 20);
        return asked is { } wish && wish > drawn ? Shorter(wish, Limits.RetryAfterMax) : drawn;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
