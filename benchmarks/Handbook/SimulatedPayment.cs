namespace OrleansRisk.Benchmarks.Handbook;

/// <param name="day">Since the first.</param>
/// <param name="second">Of the day.</param>
internal sealed class SimulatedPayment(int day, int second, int holder, int terminal)
{
    public int Day => day;

    /// <summary>Seconds since the first day began.</summary>
    public int At => (day * 86_400) + second;

    public int Holder => holder;

    public int Terminal => terminal;

    public double Amount { get; set; }

    /// <summary>Of fraud; 0 is none.</summary>
    public int Scenario { get; set; }
}
