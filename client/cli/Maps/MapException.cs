namespace OrleansRisk.Cli.Maps;

/// <summary>A map file that cannot be meant; names the place in it.</summary>
internal sealed class MapException(string place, string message) : Exception($"map file, {place}: {message}");

/// <summary>A row that cannot be read by the map; names the column, never the value.</summary>
internal sealed class RowException(string column, string message) : Exception(message)
{
    public string Column { get; } = column;
}
