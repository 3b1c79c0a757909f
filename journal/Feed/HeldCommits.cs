namespace OrleansRisk.Journal.Feed;

/// <summary>A commit with where a reader stands before and after it.</summary>
internal readonly record struct HeldCommit(FeedCommit Commit, FeedPosition Before, FeedPosition After);

/// <summary>
/// The newest commits, for readers that keep up; the oldest go first. Places count up from the start of the process.
/// Not thread-safe: its owner locks.
/// </summary>
internal sealed class HeldCommits
{
    private readonly HeldCommit[] _commits = new HeldCommit[JournalLimits.FeedCommitsHeld];

    /// <summary>Entries of all of them.</summary>
    public int Entries { get; private set; }

    public long First { get; private set; }

    public long End { get; private set; }

    private ref HeldCommit this[long place] => ref _commits[place & (JournalLimits.FeedCommitsHeld - 1)];

    public void Add(HeldCommit commit)
    {
        if (End - First == JournalLimits.FeedCommitsHeld)
        {
            Drop();
        }

        this[End++] = commit;
        Entries += commit.Commit.Count;
        while (Entries > JournalLimits.FeedEntriesHeld)
        {
            Drop();
        }
    }

    /// <summary>Forgets all of them; places go on counting.</summary>
    public void Clear()
    {
        while (First < End)
        {
            Drop();
        }
    }

    /// <summary>Those from a place on, at most so many.</summary>
    public HeldCommit[] From(long place, int most)
    {
        var commits = new HeldCommit[Math.Min(most, End - place)];
        for (var i = 0; i < commits.Length; i++)
        {
            commits[i] = this[place + i];
        }

        return commits;
    }

    /// <summary>The last place, not before <paramref name="least"/>, up to which this position has all.</summary>
    public long? Entry(FeedPosition position, long least, FeedPosition now)
    {
        if (position.Reaches(now))
        {
            return End;
        }

        for (var place = End - 1; place >= least; place--)
        {
            if (position.Reaches(this[place].Before))
            {
                return place;
            }
        }

        return null;
    }

    private void Drop()
    {
        Entries -= this[First].Commit.Count;
        this[First++] = default;
    }
}
