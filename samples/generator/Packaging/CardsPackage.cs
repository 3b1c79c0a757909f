using System.IO.Compression;
using System.Text;

namespace OrleansRisk.Samples.Generator.Packaging;

/// <summary>
/// Makes the committed cards sample from the simulator's output: the merchant's place is left out (the simulator draws
/// it at random around the customer's home) and ids keep their first 10 hexadecimal digits, all still different.
/// </summary>
internal static class CardsPackage
{
    private const int IdDigits = 10;

    public static void Write(string from, Stream to)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(from), CompressionMode.Decompress));
        using var writer = new StreamWriter(to, new UTF8Encoding(false)) { NewLine = "\n" };
        var columns = (reader.ReadLine() ?? "").Split(',');
        var kept = Array.FindAll(columns, c => c is not ("merchant_lat" or "merchant_long"));
        writer.WriteLine(string.Join(',', kept));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            cells[0] = cells[0][..IdDigits];
            if (!ids.Add(cells[0]))
            {
                throw new InvalidDataException($"Two ids begin with {cells[0]}: keep more digits.");
            }

            writer.WriteLine(string.Join(',', kept.Select(c => cells[Array.IndexOf(columns, c)])));
        }
    }
}
