using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// The load that samples/generator makes: amounts and gaps drawn from the cards sample's own accounts, shares of
/// accounts by Zipf. Unlike <see cref="HttpLoad"/>, a busy account's transactions meet in one batch.
/// </summary>
internal static class GeneratedLoad
{
    private const string Start = "2026-08-01";

    /// <summary>Lines by stream, an account's always in the same one, so that they stay in order.</summary>
    public static async Task<List<List<byte[]>>> Lines(int accounts, int transactions, int streams)
    {
        var path = Path.GetTempFileName();
        try
        {
            await Generate(path, accounts, transactions);
            var byStream = Enumerable.Range(0, streams).Select(_ => new List<byte[]>(transactions / streams)).ToList();
            foreach (var line in File.ReadLines(path))
            {
                // The bench's tenant counts in ringgit; only the figure of an amount matters here.
                var ours = line.Replace("\"USD\"", "\"MYR\"", StringComparison.Ordinal) + "\n";
                byStream[Account(ours) % streams].Add(Encoding.UTF8.GetBytes(ours));
            }

            return byStream;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task Generate(string path, int accounts, int transactions)
    {
        string[] arguments =
        [
            "load", "--accounts", Text(accounts), "--transactions", Text(transactions), "--start", Start,
            "--out", path,
        ];
        var program = Programs.Beside("OrleansRisk.Samples.Generator", "OrleansRisk.Samples.Generator");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the generator failed: {said}");
        }
    }

    private static int Account(string line)
    {
        const string Before = "\"account\":\"a";
        var from = line.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return int.Parse(line.AsSpan(from, line.IndexOf('"', from) - from), CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
