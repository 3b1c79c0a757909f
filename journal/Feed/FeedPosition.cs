namespace OrleansRisk.Journal.Feed;

/// <summary>
/// How far the journal was read: a number for each lane that still moves. Never changes.
/// </summary>
public sealed class FeedPosition
{
    private readonly LanePlace[] _lanes;

    /// <param name="floor">Lanes up to it that are not listed are closed and read to their end.</param>
    /// <param name="lanes">In order of their ids.</param>
    public FeedPosition(int floor, IEnumerable<LanePlace> lanes) => (Floor, _lanes) = (floor, [.. lanes]);

    public int Floor { get; }

    public IReadOnlyList<LanePlace> Lanes => _lanes;

    /// <summary>The newest commit of the lane that was read whole.</summary>
    public long Number(int lane) => At(lane) is var i && i >= 0 ? _lanes[i].Number : lane <= Floor ? long.MaxValue : 0;

    /// <summary>Entries read of the lane's next commit.</summary>
    public int Offset(int lane) => At(lane) is var i && i >= 0 ? _lanes[i].Offset : 0;

    /// <summary>The same with one lane moved.</summary>
    public FeedPosition With(int lane, long number, int offset)
    {
        var place = new LanePlace(lane, number, offset);
        var i = At(lane);
        if (i >= 0)
        {
            var moved = (LanePlace[])_lanes.Clone();
            moved[i] = place;
            return new FeedPosition(Floor, moved);
        }

        return new FeedPosition(Floor, _lanes.Append(place).OrderBy(static each => each.Lane));
    }

    /// <summary>The same where everything up to these heads has been read; closed lanes fold away.</summary>
    public FeedPosition UpTo(IReadOnlyList<LaneHead> heads)
    {
        var places = _lanes.ToDictionary(static place => place.Lane);
        var floor = Floor;
        foreach (var head in heads)
        {
            var known = places.TryGetValue(head.Lane, out var place);
            if (!known && head.Lane <= Floor)
            {
                continue; // folded away before
            }

            if (!known || head.Number > place.Number)
            {
                place = new LanePlace(head.Lane, head.Number, 0);
            }

            places[head.Lane] = place;
            if (head.Closed && place.Number >= head.Number)
            {
                places.Remove(head.Lane);
            }

            floor = Math.Max(floor, head.Lane);
        }

        Await(places, floor, heads);
        return new FeedPosition(floor, places.Values.OrderBy(static each => each.Lane));
    }

    /// <summary>
    /// Ids are given before lanes show, so one may show after another of a higher id. Those that may still come are
    /// listed at 0, or the floor would pass over them.
    /// </summary>
    private void Await(Dictionary<int, LanePlace> places, int floor, IReadOnlyList<LaneHead> heads)
    {
        var shown = heads.Select(static head => head.Lane).ToHashSet();
        var settled = heads.Where(static head => head.Settled).Select(static head => head.Lane).DefaultIfEmpty().Max();
        for (var lane = Math.Max(Floor, settled) + 1; lane < floor; lane++)
        {
            if (!shown.Contains(lane))
            {
                places.TryAdd(lane, new LanePlace(lane, 0, 0));
            }
        }

        foreach (var place in _lanes)
        {
            if (place is { Number: 0, Offset: 0 } && place.Lane < settled && !shown.Contains(place.Lane))
            {
                places.Remove(place.Lane); // an id that nobody has
            }
        }
    }

    /// <summary>Whether everything up to the other position lies before this one.</summary>
    public bool Reaches(FeedPosition other)
    {
        if (Floor < other.Floor)
        {
            return false; // a lane has come since
        }

        foreach (var place in other._lanes)
        {
            if (Number(place.Lane) < place.Number)
            {
                return false;
            }
        }

        // What the other has folded away is read to its end only where it is folded away here, too.
        foreach (var place in _lanes)
        {
            if (place.Lane <= other.Floor && other.At(place.Lane) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a lane stands beyond where it can: the database is an older one.</summary>
    public bool IsAhead(IReadOnlyList<LaneHead> heads) =>
        Floor > 0 && (heads.Any(head => At(head.Lane) is var i && i >= 0 && _lanes[i].Number > head.Number)
            || _lanes.Any(place => place.Number > 0 && heads.All(head => head.Lane != place.Lane)));

    private int At(int lane)
    {
        for (var i = 0; i < _lanes.Length; i++)
        {
            if (_lanes[i].Lane == lane)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <param name="Number">The newest commit read whole.</param>
/// <param name="Offset">Entries of a tenant read of the commit after it.</param>
public readonly record struct LanePlace(int Lane, long Number, int Offset);
