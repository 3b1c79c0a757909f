using OrleansRisk.Client;
using OrleansRisk.Maps;

namespace OrleansRisk.Cli.Maps;

/// <summary>A map by file, by the name of one that comes with the tool, or by its name on the server.</summary>
internal static class MapChoice
{
    /// <param name="choice">What <c>--map</c> says.</param>
    /// <param name="client">Asked only where neither a file nor a shipped map is meant.</param>
    /// <param name="cancel">Stops asking.</param>
    public static async Task<byte[]> Find(string choice, Func<RiskClient> client, CancellationToken cancel)
    {
        if (File.Exists(choice))
        {
            return OfFile(choice);
        }

        if (ShippedMaps.Find(choice) is { } shipped)
        {
            return shipped;
        }

        if (!MapName.IsValid(choice))
        {
            throw new UsageException($"{choice} is neither a file nor a map's name.");
        }

        using var asked = client();
        try
        {
            var kept = await asked.Maps.GetAsync(choice, cancel: cancel);
            return System.Text.Encoding.UTF8.GetBytes(kept.Map.GetRawText());
        }
        catch (RiskException none) when (none.Status == System.Net.HttpStatusCode.NotFound)
        {
            throw new UsageException(
                $"There is no file {choice}, the server has no map of that name, and the tool comes with "
                + $"{string.Join(", ", ShippedMaps.Names)}.");
        }
    }

    /// <summary>A map's file, not yet understood.</summary>
    public static byte[] OfFile(string path) => new FileInfo(path).Length <= OrleansRisk.Maps.Limits.MapBytesMax
        ? File.ReadAllBytes(path)
        : throw new UsageException($"{path} is too large to be a map.");
}
