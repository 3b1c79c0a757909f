namespace OrleansRisk.Maps;

/// <summary>Maps for files that many have; known by name wherever a map is asked for.</summary>
public static class ShippedMaps
{
    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(ShippedMaps).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)];

    /// <summary>The map's file, byte for byte; null where there is none of that name.</summary>
    public static byte[]? Find(string name)
    {
        if (!Names.Contains(name))
        {
            return null;
        }

        using var from = typeof(ShippedMaps).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[from.Length];
        from.ReadExactly(bytes);
        return bytes;
    }
}
