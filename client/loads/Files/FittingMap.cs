using System.Text;
using OrleansRisk.Maps;

namespace OrleansRisk.Loads.Files;

/// <summary>The shipped map whose columns are those of a CSV file.</summary>
internal static class FittingMap
{
    private const int HeaderBytesMax = 8_192;

    private static readonly List<LoadMap> Csv = [.. ShippedMaps.Names
        .Select(static name => new LoadMap(name, MapFile.Parse(ShippedMaps.Find(name)!)))
        .Where(static map => map.Map is
            { Format: RowsIn.Csv, Skip: 0, HasPreamble: false, Encoding.Stated: null or "utf-8" })];

    public static LoadMap? Of(ReadOnlyMemory<byte> content)
    {
        var head = content.Span[..Math.Min(content.Length, HeaderBytesMax)];
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var end = head.IndexOfAny((byte)'\r', (byte)'\n');
        if (end <= 0)
        {
            return null;
        }

        var line = Encoding.UTF8.GetString(head[..end]);
        return Csv.Find(map => map.Map.IsHeader(
            [.. line.Split(map.Map.Separator).Select(static cell => cell.Trim().Trim('"'))]));
    }
}
