namespace OrleansRisk.Maps.Cells;

/// <summary>One row's cells; an empty cell is an absent one.</summary>
public readonly struct Row(IReadOnlyList<string?> cells)
{
    internal string? this[int column]
    {
        get
        {
            var cell = column < cells.Count ? cells[column]?.Trim() : null;
            return string.IsNullOrEmpty(cell) ? null : cell;
        }
    }
}
