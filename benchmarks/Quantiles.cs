namespace OrleansRisk.Benchmarks;

/// <summary>Every latency of a run, kept whole: no bins, so that p99.9 is what was seen.</summary>
internal sealed class Quantiles(int capacity)
{
    private readonly List<double> _milliseconds = new(capacity);

    public int Count => _milliseconds.Count;

    public void Add(double milliseconds) => _milliseconds.Add(milliseconds);

    public void AddAll(Quantiles others) => _milliseconds.AddRange(others._milliseconds);

    public double At(double share)
    {
        if (_milliseconds.Count == 0)
        {
            return double.NaN;
        }

        _milliseconds.Sort();
        return _milliseconds[Math.Min(_milliseconds.Count - 1, (int)(share * _milliseconds.Count))];
    }
}
