namespace OrleansRisk.Api.Loads;

/// <summary>
/// How fast the files of one load arrive: after a first time so many bytes a second, or the upload is over. And how
/// many bytes of it are held.
/// </summary>
internal sealed class UploadPace : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ArrivingBytes _all;
    private readonly CancellationTokenSource _late, _either;
    private readonly long _began;
    private long _bytes;

    public UploadPace(TimeProvider time, ArrivingBytes all, CancellationToken aborted)
    {
        (_time, _all, _began) = (time, all, time.GetTimestamp());
        _late = new CancellationTokenSource(Limits.LoadUploadGrace, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(aborted, _late.Token);
    }

    /// <summary>Cancelled where too little arrives, or the request is over.</summary>
    public CancellationToken Token => _either.Token;

    public bool IsTooSlow => _late.IsCancellationRequested;

    /// <summary>Counts what has arrived; false if the loads that arrive take too much memory with it.</summary>
    public bool Arrived(int bytes)
    {
        if (!_all.TryHold(bytes))
        {
            return false;
        }

        _bytes += bytes;
        var left = Limits.LoadUploadGrace + TimeSpan.FromSeconds((double)_bytes / Limits.LoadBytesASecondLeast)
            - _time.GetElapsedTime(_began);
        if (!IsTooSlow && left > TimeSpan.Zero && left < Limits.LoadUploadTime)
        {
            _late.CancelAfter(left);
        }

        return true;
    }

    public void Dispose()
    {
        _all.LetGo(_bytes);
        _either.Dispose();
        _late.Dispose();
    }
}
