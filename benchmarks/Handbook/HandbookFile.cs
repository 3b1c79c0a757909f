using System.IO.Compression;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>Puts the handbook's simulated payments into the file that training reads: its words into ours.</summary>
internal static class HandbookFile
{
    public static string Folder { get; } = Path.Combine("..", "shared", "data", "handbook");

    public static void Write(string path)
    {
        using var packed = File.OpenRead(Path.Combine(Folder, "transactions.csv.gz"));
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        using var file = File.CreateText(path);
        file.WriteLine("account,id,at,direction,amount,currency,counterparty,label,segment");
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var (at, label) = (cells[1].Replace(' ', 'T') + "Z", cells[5] == "1" ? "fraud" : "");
            file.WriteLine($"{cells[2]},{cells[0]},{at},debit,{cells[4]},EUR,{cells[3]},{label},{Scenario(cells[6])}");
        }
    }

    /// <summary>What the simulator did; reports are split by it and nothing is learned from it.</summary>
    private static string Scenario(string number) => number == "0" ? "" : $"scenario {number}";
}
