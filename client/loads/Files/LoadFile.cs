using OrleansRisk.Maps;

namespace OrleansRisk.Loads.Files;

/// <summary>A file as it was given.</summary>
/// <param name="Name">What people call it; nothing is recognised by it.</param>
public sealed record LoadFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>What whoever loads knows about the files that they may not show.</summary>
public sealed record LoadOptions
{
    /// <summary>The lender's own id of the one account that each file holds.</summary>
    public string? Account { get; init; }

    /// <summary>ISO 4217: the currency of files that do not state it.</summary>
    public string? Currency { get; init; }

    /// <summary>Of times without an offset; null leaves them out, and the day counts.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Reads every file; null has each recognised by its content.</summary>
    public LoadMap? Map { get; init; }

    /// <summary>The text's encoding; null finds it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether 03/11 is the third of November; null lets the file show it.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>The decimal mark; null lets the file show it.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>Whether amounts with more decimals than their currency are rounded, else refused.</summary>
    public bool RoundExtraDecimals { get; init; }
}

/// <summary>A column map with the name that it goes by.</summary>
public sealed record LoadMap(string Name, MapFile Map);
