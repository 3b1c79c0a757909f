namespace OrleansRisk.Benchmarks.Identities;

/// <summary>The machine's clock, behind by so much; timers run as always.</summary>
internal sealed class EarlierTime : TimeProvider
{
    private long _behind;

    public TimeSpan Behind
    {
        get => new(Interlocked.Read(ref _behind));
        set => Interlocked.Exchange(ref _behind, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Behind;
}
