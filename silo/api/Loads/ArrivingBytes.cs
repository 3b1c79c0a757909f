namespace OrleansRisk.Api.Loads;

/// <summary>Bytes of files that are in memory, of all loads that arrive.</summary>
internal sealed class ArrivingBytes(long most)
{
    private long _held;

    /// <summary>False if they are too many with these; they are not held then.</summary>
    public bool TryHold(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        LetGo(bytes);
        return false;
    }

    public void LetGo(long bytes) => Interlocked.Add(ref _held, -bytes);
}
