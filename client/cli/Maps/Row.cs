namespace OrleansRisk.Cli.Maps;

/// <summary>The columns of a file, by name; looked up once, when the map is bound to the header.</summary>
internal sealed class Header(IReadOnlyList<string> names)
{
    public int Find(string column, string place)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i].Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new MapException(place, $"the file has no column '{column}'");
    }
}

/// <summary>One row's cells; an empty cell is an absent one.</summary>
internal readonly struct Row(string[] cells)
{
    public string? this[int column]
    {
        get
        {
            var cell = column < cells.Length ? cells[column].Trim() : "";
            return cell.Length == 0 ? null : cell;
        }
    }
}
