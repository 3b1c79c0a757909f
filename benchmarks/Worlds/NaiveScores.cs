namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// What anybody would try first, each a single figure of the line and of what the account did before. Money that comes
/// in is not odd to any of them.
/// </summary>
internal sealed class NaiveScores(int lines)
{
    private const int Prior = 3;
    private readonly Dictionary<string, Habit> _habits = new(StringComparer.Ordinal);
    private int _next;

    /// <summary>Name and a score of each line.</summary>
    public IReadOnlyList<(string Name, double[] Scores)> All { get; } =
    [
        .. new[]
        {
            "amount", "amount over own mean", "deviation of ln amount", "amount over balance",
            "amount over own mean, new payees only",
        }.Select(name => (name, new double[lines])),
    ];

    public void Add(WireLine line)
    {
        if (!_habits.TryGetValue(line.Account, out var habit))
        {
            _habits.Add(line.Account, habit = new Habit());
        }

        var (place, amount) = (_next++, (double)line.Transaction.AmountMinor);
        if (line.Debit)
        {
            var log = Math.Log(1 + amount);
            var mean = habit.Count < Prior ? double.NaN : habit.Sum / habit.Count;
            var met = !habit.Payees.Add(line.Counterparty) || line.Counterparty == 0;
            Score(0, place, log);
            Score(1, place, amount / mean);
            Score(2, place, habit.Deviation(log));
            Score(3, place, habit.Balance > 0 ? Math.Min(2, amount / habit.Balance) : double.NaN);
            Score(4, place, met ? 0 : amount / mean);
            habit.Learn(amount, log);
        }

        habit.Move(line);
    }

    private void Score(int which, int place, double value) =>
        All[which].Scores[place] = double.IsFinite(value) ? value : 0;

    private sealed class Habit
    {
        private double _logs;
        private double _squares;

        public int Count { get; private set; }

        public double Sum { get; private set; }

        /// <summary>Not a number until one was stated.</summary>
        public double Balance { get; private set; } = double.NaN;

        public HashSet<ulong> Payees { get; } = [];

        public double Deviation(double log)
        {
            var mean = _logs / Count;
            return Count < Prior ? double.NaN
                : (log - mean) / Math.Sqrt(Math.Max(0.01, (_squares / Count) - (mean * mean)));
        }

        public void Learn(double amount, double log)
        {
            Count++;
            Sum += amount;
            _logs += log;
            _squares += log * log;
        }

        public void Move(WireLine line) => Balance = line.Transaction.BalanceMinor is { } stated
            ? stated
            : Balance + (line.Debit ? -line.Transaction.AmountMinor : line.Transaction.AmountMinor);
    }
}
