namespace OrleansRisk.Accounts.Identities;

/// <summary>
/// The identities of a month that is over, 16 bits each and 4 for their place: fingerprints lie in as many buckets as
/// leave 8 for each, in order, and a bucket keeps their low bits. Another identity is taken for one of them once in
/// 8,000 times.
/// </summary>
internal sealed class MonthOfIdentities
{
    private const int PerBucket = 8;

    /// <summary>Where each bucket begins, and at last where the last one ends.</summary>
    private readonly int[] _begins;
    private readonly ushort[] _low;

    private MonthOfIdentities(int[] begins, ushort[] low) => (_begins, _low) = (begins, low);

    public int Count => _low.Length;

    public int Bytes => Size(Count);

    public ReadOnlySpan<int> Begins => _begins;

    public ReadOnlySpan<ushort> Low => _low;

    public static int BucketsOf(int count) => Math.Max(1, (count + PerBucket - 1) / PerBucket);

    public static int Size(int count) => ((BucketsOf(count) + 1) * sizeof(int)) + (count * sizeof(ushort));

    public static MonthOfIdentities Of(ReadOnlySpan<uint> sorted)
    {
        var begins = new int[BucketsOf(sorted.Length) + 1];
        var low = new ushort[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            low[i] = (ushort)sorted[i];
            begins[BucketOf(sorted[i], begins.Length - 1) + 1] = i + 1;
        }

        for (var bucket = 1; bucket < begins.Length; bucket++)
        {
            begins[bucket] = Math.Max(begins[bucket], begins[bucket - 1]);
        }

        return new MonthOfIdentities(begins, low);
    }

    /// <summary>As it was; null where these are none.</summary>
    public static MonthOfIdentities? Restore(int[] begins, ushort[] low)
    {
        var sound = begins.Length == BucketsOf(low.Length) + 1 && begins[0] == 0 && begins[^1] == low.Length;
        for (var bucket = 1; sound && bucket < begins.Length; bucket++)
        {
            sound = begins[bucket] >= begins[bucket - 1];
        }

        return sound ? new MonthOfIdentities(begins, low) : null;
    }

    public bool Contains(uint fingerprint)
    {
        var bucket = BucketOf(fingerprint, _begins.Length - 1);
        return _low.AsSpan(_begins[bucket].._begins[bucket + 1]).Contains((ushort)fingerprint);
    }

    private static int BucketOf(uint fingerprint, int buckets) => (int)(((ulong)fingerprint * (uint)buckets) >> 32);
}
