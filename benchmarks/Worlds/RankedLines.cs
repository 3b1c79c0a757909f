using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>A line with what is true of it.</summary>
/// <param name="Event">Number of the planted event it belongs to; -1 for none.</param>
/// <param name="Planted">The event's own line.</param>
internal readonly record struct JudgedLine(int Account, int Day, long Amount, bool Debit, int Event, bool Planted);

/// <summary>The lines of a world, sorted by what a score says of them; flagged as many as the score flags.</summary>
internal sealed class RankedLines
{
    private const int Draws = 200;
    private const ulong Seed = 7;
    private readonly IReadOnlyList<JudgedLine> _lines;
    private readonly double[] _scores;
    private readonly int[] _order;
    private readonly List<Group> _groups;
    private readonly int[] _eventAccounts;

    /// <param name="lines">In the order they were sent.</param>
    /// <param name="scores">Of each line; the higher, the odder.</param>
    /// <param name="flagged">Whether the score asks for a look at the line.</param>
    public RankedLines(IReadOnlyList<JudgedLine> lines, double[] scores, bool[] flagged)
    {
        (_lines, _scores, Flagged) = (lines, scores, flagged);
        _order = [.. Enumerable.Range(0, lines.Count)];
        Array.Sort(_order, (one, other) =>
            scores[other].CompareTo(scores[one]) is not 0 and var by ? by : one.CompareTo(other));
        _groups = GroupsOf();
        var events = lines.Where(static line => line.Event >= 0).Select(static line => line.Event)
            .DefaultIfEmpty(-1).Max();
        _eventAccounts = new int[events + 1];
        foreach (var line in lines.Where(static line => line.Event >= 0))
        {
            _eventAccounts[line.Event] = line.Account;
        }
    }

    public bool[] Flagged { get; }

    /// <summary>Of as many highest lines as are planted, the share planted.</summary>
    public Interval LinePrecision() => Of(LinePrecision);

    /// <summary>
    /// Lines grouped by account and day: of as many highest groups as there are events, events that they hold.
    /// </summary>
    public Interval EventPrecision() => Of(EventPrecision);

    /// <summary>Share of the events that have a line among so many of the highest.</summary>
    public Interval EventsWithin(double share)
    {
        var most = (int)Math.Ceiling(share * _lines.Count);
        var found = _order.Take(most).Where(i => _lines[i].Planted).Select(i => _lines[i].Event).ToHashSet();
        return Of(weights => Share(weights, found.Contains));
    }

    /// <summary>Share of some events that have a flagged line; of one direction alone, if one is named.</summary>
    public double EventsFlagged(Func<int, bool> wanted, bool? debit = null)
    {
        var (found, all) = (new HashSet<int>(), new HashSet<int>());
        for (var i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].Planted && wanted(_lines[i].Event) && (debit is null || _lines[i].Debit == debit))
            {
                all.Add(_lines[i].Event);
                _ = Flagged[i] && found.Add(_lines[i].Event);
            }
        }

        return all.Count == 0 ? double.NaN : found.Count / (double)all.Count;
    }

    /// <summary>Groups of an account and a day with a flagged line.</summary>
    public int Alerts() => Enumerable.Range(0, _lines.Count).Where(i => Flagged[i])
        .Select(i => (_lines[i].Account, _lines[i].Day)).Distinct().Count();

    /// <summary>If so many groups a day are looked at: the share that holds a planted line, and of its money.</summary>
    public (double Precision, double Money) PerDay(int alerts)
    {
        var looked = _groups.GroupBy(static group => group.Day).SelectMany(day => day.Take(alerts)).ToList();
        var stolen = _groups.Sum(static group => (double)group.Stolen);
        return (looked.Count(static group => group.Events.Count > 0) / (double)looked.Count,
            looked.Sum(static group => (double)group.Stolen) / stolen);
    }

    private double LinePrecision(int[] weights)
    {
        var planted = _lines.Where(static line => line.Planted).Sum(line => weights[line.Account]);
        var (taken, found) = (0, 0);
        foreach (var i in _order)
        {
            if (taken >= planted)
            {
                break;
            }

            taken += weights[_lines[i].Account];
            found += _lines[i].Planted ? weights[_lines[i].Account] : 0;
        }

        return found / (double)taken;
    }

    private double EventPrecision(int[] weights)
    {
        var events = _eventAccounts.Sum(account => weights[account]);
        var (taken, found) = (0, new HashSet<int>());
        foreach (var group in _groups)
        {
            if (taken >= events)
            {
                break;
            }

            taken += weights[group.Account];
            found.UnionWith(group.Events);
        }

        return Share(weights, found.Contains);
    }

    private double Share(int[] weights, Func<int, bool> found)
    {
        var (hits, all) = (0, 0);
        for (var number = 0; number < _eventAccounts.Length; number++)
        {
            var weight = weights[_eventAccounts[number]];
            (hits, all) = (hits + (found(number) ? weight : 0), all + weight);
        }

        return hits / (double)all;
    }

    private Interval Of(Func<int[], double> figure)
    {
        var accounts = _lines.Max(static line => line.Account) + 1;
        var once = new int[accounts];
        Array.Fill(once, 1);
        var random = new Draw(Seed);
        var drawn = Enumerable.Range(0, Draws).Select(_ =>
        {
            var weights = new int[accounts];
            for (var i = 0; i < accounts; i++)
            {
                weights[random.Below(accounts)]++;
            }

            return figure(weights);
        }).Order().ToArray();
        return new Interval(figure(once), drawn[Draws * 25 / 1_000], drawn[(Draws * 975 / 1_000) - 1]);
    }

    /// <summary>Of each account and day, the highest first.</summary>
    private List<Group> GroupsOf()
    {
        var groups = new Dictionary<(int Account, int Day), Group>();
        foreach (var i in _order)
        {
            var line = _lines[i];
            if (!groups.TryGetValue((line.Account, line.Day), out var group))
            {
                groups.Add((line.Account, line.Day), group = new Group(line.Account, line.Day, groups.Count));
            }

            if (line.Planted)
            {
                group.Events.Add(line.Event);
                group.Stolen += line.Debit ? line.Amount : 0;
            }
        }

        return [.. groups.Values.OrderBy(static group => group.Place)];
    }

    private sealed class Group(int account, int day, int place)
    {
        public int Account { get; } = account;

        public int Day { get; } = day;

        public int Place { get; } = place;

        public HashSet<int> Events { get; } = [];

        public long Stolen { get; set; }
    }
}

/// <summary>A figure and where 95 % of it lie, if other accounts of the same kind had come.</summary>
internal readonly record struct Interval(double Value, double Low, double High)
{
    public override string ToString() => FormattableString.Invariant($"{Low:0.000} to {High:0.000}");
}
