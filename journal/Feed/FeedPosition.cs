namespace OrleansRisk.Journal.Feed;

/// <summary>
/// How far the journal was read: a number for each writer that still moves. Never changes.
/// </summary>
public sealed class FeedPosition
{
    private readonly WriterPosition[] _writers;

    /// <param name="floor">Writers up to it that are not listed are closed and read to their end.</param>
    /// <param name="writers">In order of their ids.</param>
    public FeedPosition(int floor, IEnumerable<WriterPosition> writers) => (Floor, _writers) = (floor, [.. writers]);

    public int Floor { get; }

    public IReadOnlyList<WriterPosition> Writers => _writers;

    /// <summary>The newest commit of the writer that was read whole.</summary>
    public long Number(int writer) =>
        At(writer) is var i && i >= 0 ? _writers[i].Number : writer <= Floor ? long.MaxValue : 0;

    /// <summary>Entries read of the writer's next commit.</summary>
    public int Offset(int writer) => At(writer) is var i && i >= 0 ? _writers[i].Offset : 0;

    /// <summary>The same with one writer moved.</summary>
    public FeedPosition With(int writer, long number, int offset)
    {
        var place = new WriterPosition(writer, number, offset);
        var i = At(writer);
        if (i >= 0)
        {
            var moved = (WriterPosition[])_writers.Clone();
            moved[i] = place;
            return new FeedPosition(Floor, moved);
        }

        return new FeedPosition(Floor, _writers.Append(place).OrderBy(static each => each.Writer));
    }

    /// <summary>The same where everything up to these heads has been read; closed writers fold away.</summary>
    public FeedPosition UpTo(IReadOnlyList<WriterHead> heads)
    {
        var places = _writers.ToDictionary(static place => place.Writer);
        var floor = Floor;
        foreach (var head in heads)
        {
            var known = places.TryGetValue(head.Writer, out var place);
            if (!known && head.Writer <= Floor)
            {
                continue; // folded away before
            }

            if (!known || head.Number > place.Number)
            {
                place = new WriterPosition(head.Writer, head.Number, 0);
            }

            places[head.Writer] = place;
            if (head.Closed && place.Number >= head.Number)
            {
                places.Remove(head.Writer);
            }

            floor = Math.Max(floor, head.Writer);
        }

        Await(places, floor, heads);
        return new FeedPosition(floor, places.Values.OrderBy(static each => each.Writer));
    }

    /// <summary>
    /// Ids are given before writers show, so one may show after another of a higher id. Those that may still come are
    /// listed at 0, or the floor would pass over them.
    /// </summary>
    private void Await(Dictionary<int, WriterPosition> places, int floor, IReadOnlyList<WriterHead> heads)
    {
        var shown = heads.Select(static head => head.Writer).ToHashSet();
        var settled =
            heads.Where(static head => head.Settled).Select(static head => head.Writer).DefaultIfEmpty().Max();
        for (var writer = Math.Max(Floor, settled) + 1; writer < floor; writer++)
        {
            if (!shown.Contains(writer))
            {
                places.TryAdd(writer, new WriterPosition(writer, 0, 0));
            }
        }

        foreach (var place in _writers)
        {
            if (place is { Number: 0, Offset: 0 } && place.Writer < settled && !shown.Contains(place.Writer))
            {
                places.Remove(place.Writer); // an id that nobody has
            }
        }
    }

    /// <summary>Whether no writer stands further on in the other position than here.</summary>
    public bool Covers(FeedPosition other)
    {
        foreach (var place in other._writers)
        {
            if (Number(place.Writer) < place.Number)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether everything up to the other position lies before this one.</summary>
    public bool Reaches(FeedPosition other)
    {
        if (Floor < other.Floor)
        {
            return false; // a writer has come since
        }

        if (!Covers(other))
        {
            return false;
        }

        // What the other has folded away is read to its end only where it is folded away here, too.
        foreach (var place in _writers)
        {
            if (place.Writer <= other.Floor && other.At(place.Writer) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a writer stands beyond where it can: the database is an older one.</summary>
    public bool IsAhead(IReadOnlyList<WriterHead> heads) =>
        Floor > 0 && (heads.Any(head => At(head.Writer) is var i && i >= 0 && _writers[i].Number > head.Number)
            || _writers.Any(place => place.Number > 0 && heads.All(head => head.Writer != place.Writer)));

    private int At(int writer)
    {
        for (var i = 0; i < _writers.Length; i++)
        {
            if (_writers[i].Writer == writer)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <param name="Number">The newest commit read whole.</param>
/// <param name="Offset">Entries of a tenant read of the commit after it.</param>
public readonly record struct WriterPosition(int Writer, long Number, int Offset);
