using OrleansRisk.Core.Decisions;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>A world with what a scoring version says of every line, and the states it ends in.</summary>
internal sealed class WorldScores
{
    private readonly Dictionary<string, int> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _events = new(StringComparer.Ordinal);
    private readonly List<string> _eventKinds = [];
    private readonly List<JudgedLine> _judged = [];
    private readonly List<double> _scores = [];
    private readonly List<bool> _flagged = [];

    public WorldScores(World world, ushort scoringVersion)
    {
        World = world;
        Earned = new EarnedTally();
        Incomes = new IncomeTally(world, scoringVersion);
        var (third, pass) = (new ThirdPayments(), Pass(world, scoringVersion));
        pass.Run(world.Lines);
        foreach (var line in world.Lines)
        {
            Third.Add(third.Is(line));
        }

        States = pass.States;
        Ranked = new RankedLines(_judged, [.. _scores], [.. _flagged]);
    }

    public World World { get; }

    public IReadOnlyList<JudgedLine> Judged => _judged;

    public RankedLines Ranked { get; }

    /// <summary>Whether each line is a third payment of its kind: <see cref="ThirdPayments"/>.</summary>
    public List<bool> Third { get; } = [];

    /// <summary>What counted as income, by what it is.</summary>
    public EarnedTally Earned { get; }

    /// <summary>Means of months beside what was earned in them.</summary>
    public IncomeTally Incomes { get; }

    public IReadOnlyDictionary<string, byte[]> States { get; }

    public double[] Scores => [.. _scores];

    /// <summary>The kind of a planted event.</summary>
    public string KindOf(int number) => _eventKinds[number];

    /// <summary>The best simple figure by lines, flagging as many as the score does.</summary>
    public (string Name, RankedLines Ranked) BestNaive()
    {
        var naive = new NaiveScores(World.Lines.Count);
        foreach (var line in World.Lines)
        {
            naive.Add(line);
        }

        var most = _flagged.Count(static flagged => flagged);
        return naive.All.Select(each => (each.Name, Ranked: new RankedLines(
                _judged, each.Scores, Highest(each.Scores, most))))
            .MaxBy(static each => each.Ranked.LinePrecision().Value);
    }

    /// <summary>Credits flagged.</summary>
    public int CreditsFlagged => _judged.Where((line, i) => !line.Debit && _flagged[i]).Count();

    /// <summary>Credits by how many different payers the account had in 30 days, as many flagged.</summary>
    public RankedLines InDegree()
    {
        var (degrees, payers) = (new double[_judged.Count], new Dictionary<int, Dictionary<ulong, int>>());
        for (var i = 0; i < degrees.Length; i++)
        {
            var (line, payer) = (_judged[i], World.Lines[i].Counterparty);
            if (line.Debit || payer == 0)
            {
                continue;
            }

            if (!payers.TryGetValue(line.Account, out var days))
            {
                payers.Add(line.Account, days = []);
            }

            days[payer] = line.Day;
            degrees[i] = days.Values.Count(day => day > line.Day - 30);
        }

        return new RankedLines(_judged, degrees, Highest(degrees, CreditsFlagged));
    }

    private static bool[] Highest(double[] scores, int most)
    {
        var flagged = new bool[scores.Length];
        foreach (var i in Enumerable.Range(0, scores.Length).OrderByDescending(i => scores[i]).Take(most))
        {
            flagged[i] = true;
        }

        return flagged;
    }

    private WorldPass Pass(World world, ushort scoringVersion) => new(
        scoringVersion, world.Country == "my" ? new CategoryRules(1, "my", [], 0) : CategoryRules.None)
    {
        OpenedDay = account => world.Accounts[account].OpenedDay,
        Before = (line, state) =>
        {
            Earned.Before(state);
            Incomes.Before(line, state);
        },
        Decided = (line, state, decision) =>
        {
            var truth = world.Truth(line);
            Earned.After(state, truth.Kind, line.Debit);
            _judged.Add(new JudgedLine(
                Number(_accounts, line.Account), line.CivilDay, line.Transaction.AmountMinor, line.Debit,
                truth.Event.Length == 0 ? -1 : Event(truth.Event), truth.Planted));
            _scores.Add(-Math.Log(decision.Anomaly.AlertRate) + (1e-6 * decision.Anomaly.Surprise));
            _flagged.Add(decision.Outcome >= Outcome.Review);
        },
    };

    private int Event(string id)
    {
        var number = Number(_events, id);
        if (number == _eventKinds.Count)
        {
            _eventKinds.Add(World.Events[id].Kind);
        }

        return number;
    }

    private static int Number(Dictionary<string, int> numbers, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
        {
            numbers.Add(name, number = numbers.Count);
        }

        return number;
    }
}
