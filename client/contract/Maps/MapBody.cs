using System.Text.Json;

namespace OrleansRisk.Contract.Maps;

/// <summary>A column map that the server keeps for a tenant.</summary>
public sealed record MapBody
{
    /// <summary>1–64 small letters, digits and hyphens, beginning with a letter.</summary>
    public required string Name { get; init; }

    /// <summary>From 1; each change is a new version, and earlier ones stay readable.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of <see cref="Map"/> as it is kept, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>When this version was kept.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The map file itself, at most 65,536 bytes.</summary>
    public required JsonElement Map { get; init; }
}

/// <summary>The newest version of each map, by name.</summary>
public sealed record MapList
{
    /// <summary>By name.</summary>
    public required IReadOnlyList<MapEntry> Maps { get; init; }

    /// <summary>There are more than are shown.</summary>
    public bool HasMore { get; init; }
}

/// <summary>A map without its content.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="CreatedAt">When that was kept.</param>
public sealed record MapEntry(string Name, int Version, DateTimeOffset CreatedAt);
