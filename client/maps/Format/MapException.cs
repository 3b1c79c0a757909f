namespace OrleansRisk.Maps;

/// <summary>A map file that cannot be meant; names the place in it.</summary>
public sealed class MapException(string place, string message) : Exception($"map file, {place}: {message}")
{
    /// <summary>Where in the map: <c>fields.at</c>, <c>amount</c>.</summary>
    public string Place { get; } = place;
}

/// <summary>A row that cannot be read by the map; names the column, never the value.</summary>
public sealed class RowException(string column, string message) : Exception(message)
{
    /// <summary>Name of the column or path.</summary>
    public string Column { get; } = column;
}
