namespace OrleansRisk.Samples.Worlds.Countries;

/// <param name="Mcc">ISO 18245.</param>
/// <param name="Country">Where it is, if not at home.</param>
/// <param name="Town">There.</param>
internal sealed record Shop(string Name, string Mcc, string? Country, string? Town)
{
    public static Shop Parse(string line)
    {
        var parts = line.Split('|');
        return new Shop(parts[0], parts[1], parts.Length > 2 ? parts[2] : null, parts.Length > 3 ? parts[3] : null);
    }
}
