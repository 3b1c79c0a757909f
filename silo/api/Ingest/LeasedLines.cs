using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// What this process holds of one quota. It asks the tenant for more before it has none left. While the tenant cannot
/// be asked, it takes half of what the last second's leases gave, and asks again every second: never without a bound,
/// and never nothing.
/// </summary>
internal sealed class LeasedLines(IActors actors, string key, bool history, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task? _asking;
    private long _until, _waitUntil, _source, _secondSince;
    private int _left, _lease, _lost, _thisSecond, _lastSecond;

    /// <summary>
    /// Takes a line if there is one; how long until there will be, zero where it was taken. Waits for the tenant's
    /// answer at most.
    /// </summary>
    public async ValueTask<TimeSpan> Take(Caller caller, int rate)
    {
        while (true)
        {
            Task asking;
            lock (_gate)
            {
                var now = time.GetTimestamp();
                if (_left > 0 && now < _until)
                {
                    _left--;
                    if (_left < _lease / 2 && now >= _waitUntil)
                    {
                        _asking ??= Ask(caller, rate); // before there is none
                    }

                    return TimeSpan.Zero;
                }

                if (now < _waitUntil)
                {
                    // Never rounded to zero: that would be a line taken which nobody leased.
                    var wait = time.GetElapsedTime(now, _waitUntil);
                    return wait > TimeSpan.Zero ? wait : TimeSpan.FromTicks(1);
                }

                asking = _asking ??= Ask(caller, rate);
            }

            await asking;
        }
    }

    /// <summary>Gives back one that was taken and not used.</summary>
    public void Return()
    {
        lock (_gate)
        {
            _left++;
        }
    }

    private async Task Ask(Caller caller, int rate)
    {
        await Task.Yield(); // out of the lock
        QuotaLease? lease = null;
        try
        {
            QuotaRequest request;
            lock (_gate)
            {
                request = new QuotaRequest(key, history, rate, _source, Recent(time.GetTimestamp()));
            }

            var answer = await actors.Tenant(caller.Tenant).LeaseLines(caller, request).AsTask()
                .WaitAsync(Limits.QuotaPatience, time);
            lease = answer.Value;
        }
        catch (TimeoutException)
        {
            // The tenant is as lost as one that refuses.
        }
        finally
        {
            lock (_gate)
            {
                Take(lease, rate);
                _asking = null;
            }
        }
    }

    private void Take(QuotaLease? answer, int rate)
    {
        var now = time.GetTimestamp();
        if (answer is { Lines: 0 })
        {
            (_source, _lost) = (answer.Source, 0);
            _waitUntil = now + Ticks(TimeSpan.FromMilliseconds(Math.Max(answer.WaitMs, 1)));
            return;
        }

        var lines = answer?.Lines ?? Lost(now, rate);
        _left = lines + (now < _until ? _left : 0);
        _until = now + time.TimestampFrequency;
        if (answer is null)
        {
            _waitUntil = _until; // asks nobody before
        }
        else
        {
            (_source, _lease, _lost) = (answer.Source, answer.Lines, 0);
        }

        _ = Recent(now);
        _thisSecond += lines;
    }

    /// <summary>What is taken in a second without the tenant: the same for as long as it is lost.</summary>
    private int Lost(long now, int rate) => _lost = _lost > 0 ? _lost
        : Math.Max(1, Math.Max(Recent(now), rate / Limits.QuotaLeastShare) / 2);

    /// <summary>Lines of this second or the one before, whichever had more.</summary>
    private int Recent(long now)
    {
        var seconds = (now - _secondSince) / time.TimestampFrequency;
        if (seconds > 0)
        {
            (_lastSecond, _thisSecond, _secondSince) = (seconds == 1 ? _thisSecond : 0, 0, now);
        }

        return Math.Max(_lastSecond, _thisSecond);
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);
}
