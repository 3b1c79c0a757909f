namespace OrleansRisk.Maps.Cells;

/// <summary>Where a map's names lead to in a file; looked up once, when the map is bound.</summary>
public abstract class Columns
{
    private readonly SortedSet<int> _used = [];

    /// <summary>Those that the map has asked for.</summary>
    public IReadOnlyCollection<int> Used => _used;

    /// <summary>The row's cells that are there, by the names that the file has for them.</summary>
    public IEnumerable<(string Name, string Cell)> Named(Row row)
    {
        for (var column = 0; column < Names.Count; column++)
        {
            if (!row.IsBroken(column) && row[column] is { } cell)
            {
                yield return (Names[column], cell);
            }
        }
    }

    private protected abstract IReadOnlyList<string> Names { get; }

    /// <summary>Place of a column's cell in each row; throws <see cref="MapException"/> where there is none.</summary>
    internal int Find(string column, string place)
    {
        var found = Place(column, place);
        _used.Add(found);
        return found;
    }

    private protected abstract int Place(string column, string place);
}

/// <summary>The columns that the first line of a CSV file names.</summary>
public sealed class Header(IReadOnlyList<string> names) : Columns
{
    /// <summary>Columns of the file that no field of the bound map reads.</summary>
    public IEnumerable<string> Unused => names.Where((_, column) => !Used.Contains(column));

    private protected override IReadOnlyList<string> Names => names;

    private protected override int Place(string column, string place)
    {
        var found = Enumerable.Range(0, names.Count).Where(
            i => string.Equals(names[i].Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            1 => found[0],
            // The first would be as good as the second: whoever wrote the map meant one of them.
            > 1 => throw new MapException(place, $"the file has {found.Count} columns '{column}'"),
            _ => throw new MapException(place, $"the file has no column '{column}'; {Has()}"),
        };
    }

    private string Has() => names.All(string.IsNullOrWhiteSpace) ? "it names no columns: is it empty?"
        : names.Count == 1 ? "one column was found: is the separator right?"
        : $"it has {string.Join(", ", names.Take(Limits.ColumnsNamed))}"
            + (names.Count > Limits.ColumnsNamed ? " …" : "");
}
