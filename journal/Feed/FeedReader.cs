using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Journal.Feed;

/// <summary>An entry and where it stands.</summary>
/// <param name="Commit">Position before the whole commit.</param>
/// <param name="Offset">Its place in the commit.</param>
/// <param name="Last">The commit ends with it.</param>
public readonly record struct FeedStep(
    FeedEntry Entry, FeedPosition Commit, int Writer, long Number, int Offset, bool Last)
{
    /// <summary>Whoever goes on from here gets this entry again.</summary>
    public FeedPosition Before => Offset == 0 ? Commit : Commit.With(Writer, Number - 1, Offset);

    /// <summary>Whoever goes on from here has had it.</summary>
    public FeedPosition After => Last
        ? Commit.With(Writer, Number, 0)
        : Commit.With(Writer, Number - 1, Offset + 1);
}

/// <param name="More">There is more already.</param>
/// <param name="Live">They came as they happened; otherwise the reader is behind.</param>
public sealed record FeedSlice(IReadOnlyList<FeedStep> Steps, bool More, bool Live);

/// <summary>
/// One reader's way through its tenant's entries. It is asked, never pushed: a reader that stops costs its position
/// and nothing else. Not for concurrent use.
/// </summary>
public sealed class FeedReader(
    LiveFeed feed, TenantId tenant, FeedPosition position, IReadOnlySet<AccountKey>? accounts) : IDisposable
{
    private long? _place;
    private Task _moved = feed.Moved;
    private int _closed;

    public FeedPosition Position { get; private set; } = position;

    /// <summary>The next entries, none where there are none yet.</summary>
    public async ValueTask<FeedSlice> Next(int limit, CancellationToken cancel)
    {
        _moved = feed.Moved;
        if (feed.Live(tenant, Position, _place) is { } live)
        {
            _moved = live.Moved;
            var steps = Take(live.Commits, limit, out var commits);
            _place = live.Place + commits;
            return new FeedSlice(steps, commits < live.Commits.Length, Live: true);
        }

        _place = null;
        var read = await feed.History.Read(Position, tenant, cancel).ConfigureAwait(false);
        var behind = Take(read.Commits, limit, out var taken);
        if (taken < read.Commits.Count)
        {
            return new FeedSlice(behind, More: true, Live: false);
        }

        Position = read.Position;
        return new FeedSlice(behind, More: read.Cut, Live: false);
    }

    /// <summary>Waits until something may have come; at most so long.</summary>
    public async ValueTask Wait(TimeSpan most, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await _moved.WaitAsync(most, time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            feed.Close(tenant);
        }
    }

    private List<FeedStep> Take(IReadOnlyList<HeldCommit> commits, int limit, out int whole)
    {
        var steps = new List<FeedStep>();
        for (whole = 0; whole < commits.Count; whole++)
        {
            var (commit, before, after) = commits[whole];
            if (commit.Number <= Position.Number(commit.Writer))
            {
                continue; // had from the journal
            }

            var from = Position;
            var entries = commit.Of(tenant).Span;
            for (var i = Position.Offset(commit.Writer); i < entries.Length; i++)
            {
                if (accounts?.Contains(entries[i].Account) == false)
                {
                    continue; // before anything is made of it: of many readers most want none of it
                }

                if (steps.Count == limit)
                {
                    Position = from.With(commit.Writer, commit.Number - 1, i);
                    return steps;
                }

                steps.Add(new FeedStep(
                    entries[i], from, commit.Writer, commit.Number, i, i == entries.Length - 1));
            }

            Position = ReferenceEquals(from, before) ? after : from.With(commit.Writer, commit.Number, 0);
        }

        return steps;
    }
}
