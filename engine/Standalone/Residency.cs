using OrleansRisk.Accounts.Runtime;

namespace OrleansRisk.Engine.Standalone;

/// <summary>
/// Which cells are in memory: those at work, by when they began, and those at rest, by when they were last used. Only
/// cells at rest are ever put out.
/// </summary>
internal sealed class Residency(TimeProvider time, long budgetBytes, EngineMetrics metrics)
{
    private readonly Lock _gate = new();
    private readonly CellList _busy = new();
    private readonly CellList _idle = new();
    private long _bytes;
    private int _cells;

    public (int Cells, long Bytes) Total
    {
        get
        {
            lock (_gate)
            {
                return (_cells, _bytes);
            }
        }
    }

    public bool OverBudget => Volatile.Read(ref _bytes) > budgetBytes;

    public void Begin(AccountCell cell)
    {
        lock (_gate)
        {
            cell.List?.Remove(cell);
            cell.UsedAt = time.GetTimestamp();
            _busy.Append(cell);
        }
    }

    public void End(AccountCell cell, int bytes)
    {
        lock (_gate)
        {
            cell.List?.Remove(cell);
            cell.UsedAt = time.GetTimestamp();
            _idle.Append(cell);
            Count(cell, bytes);
        }
    }

    /// <summary>
    /// Takes the cell used longest ago off the list where memory runs over, or where it has rested too long.
    /// </summary>
    public AccountCell? TakeIdle(TimeSpan restedFor)
    {
        lock (_gate)
        {
            if (_idle.Oldest is not { } cell || (_bytes <= budgetBytes && time.GetElapsedTime(cell.UsedAt) < restedFor))
            {
                return null;
            }

            _idle.Remove(cell);
            return cell;
        }
    }

    /// <summary>The cell is closed and its actor gone.</summary>
    public void Forget(AccountCell cell)
    {
        lock (_gate)
        {
            cell.List?.Remove(cell);
            Count(cell, 0);
        }
    }

    /// <summary>Cells that have been at work since before, at most so many.</summary>
    public List<AccountCell> BusyFor(TimeSpan atLeast, int countMax)
    {
        var cells = new List<AccountCell>();
        lock (_gate)
        {
            for (var cell = _busy.Oldest; cell is not null && cells.Count < countMax; cell = cell.Newer)
            {
                if (time.GetElapsedTime(cell.UsedAt) < atLeast)
                {
                    break;
                }

                cells.Add(cell);
            }
        }

        return cells;
    }

    private void Count(AccountCell cell, int bytes)
    {
        var cells = (bytes > 0 ? 1 : 0) - (cell.Bytes > 0 ? 1 : 0);
        var change = bytes - cell.Bytes;
        if (cells == 0 && change == 0)
        {
            return;
        }

        _cells += cells;
        _bytes += change;
        cell.Bytes = bytes;
        metrics.Resident(cells, change);
    }
}

/// <summary>Cells in the order they were put in; each stands in one list at most.</summary>
internal sealed class CellList
{
    private AccountCell? _newest;

    public AccountCell? Oldest { get; private set; }

    public void Append(AccountCell cell)
    {
        (cell.List, cell.Older, cell.Newer) = (this, _newest, null);
        if (_newest is null)
        {
            Oldest = cell;
        }
        else
        {
            _newest.Newer = cell;
        }

        _newest = cell;
    }

    public void Remove(AccountCell cell)
    {
        if (cell.Older is null)
        {
            Oldest = cell.Newer;
        }
        else
        {
            cell.Older.Newer = cell.Newer;
        }

        if (cell.Newer is null)
        {
            _newest = cell.Older;
        }
        else
        {
            cell.Newer.Older = cell.Older;
        }

        (cell.List, cell.Older, cell.Newer) = (null, null, null);
    }
}
