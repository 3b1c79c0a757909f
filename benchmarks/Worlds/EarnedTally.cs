using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// Which money core counts as earned, by what it is: each line moves the months of its account, and what it
/// moves is put down to its kind.
/// </summary>
internal sealed class EarnedTally
{
    private static readonly string[] Wrong = ["borrowed", "own_in", "returned", "sold"];
    private readonly double[] _before = new double[Layout.MonthSlots];
    private readonly Dictionary<string, double> _counted = new(StringComparer.Ordinal);
    private int _head;
    private bool _kinds;

    /// <summary>Money counted as income that is borrowed, moved, given back or sold, over all counted.</summary>
    public double WrongShare => Wrong.Sum(Of) / _counted.Values.Sum();

    public double Share(string kind) => Of(kind) / _counted.Values.Sum();

    public void Before(byte[] state)
    {
        var ring = new MonthRing(state);
        _kinds = new AccountHeader(state).Kinds;
        _head = ring.Head;
        for (var back = 0; back < Layout.MonthSlots; back++)
        {
            _before[back] = Earned(ring, _head - back);
        }
    }

    public void After(byte[] state, string kind, bool debit)
    {
        if (debit)
        {
            return;
        }

        var ring = new MonthRing(state);
        _kinds = new AccountHeader(state).Kinds;
        var moved = 0.0;
        for (var month = ring.Head; month > ring.Head - Layout.MonthSlots; month--)
        {
            var back = _head - month;
            moved += Earned(ring, month) - (back is >= 0 and < Layout.MonthSlots ? _before[back] : 0);
        }

        _counted[kind] = Of(kind) + moved;
    }

    private double Of(string kind) => _counted.GetValueOrDefault(kind);

    private double Earned(MonthRing ring, int month) => month <= 0
        ? 0
        : ring.Sum(month, FlowKind.Income) + (_kinds ? 0 : (double)ring.Sum(month, FlowKind.OtherIn));
}
