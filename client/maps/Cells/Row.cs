namespace OrleansRisk.Maps.Cells;

/// <summary>One row's cells; an empty cell is an absent one.</summary>
public readonly struct Row(IReadOnlyList<string?> cells)
{
    /// <summary>The status of the rows that this one stands among; null where the row has its own.</summary>
    internal string? Status { get; init; }

    /// <summary>A cell that is no text.</summary>
    internal (int Column, string Name)? Broken { get; init; }

    internal string? this[int column]
    {
        get
        {
            if (IsBroken(column))
            {
                throw new RowException(Broken!.Value.Name, "holds half of a surrogate pair");
            }

            var cell = column < cells.Count ? cells[column]?.Trim() : null;
            return string.IsNullOrEmpty(cell) ? null : cell;
        }
    }

    internal bool IsBroken(int column) => Broken is { } broken && broken.Column == column;
}
