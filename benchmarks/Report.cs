using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OrleansRisk.Benchmarks.Before;

namespace OrleansRisk.Benchmarks;

/// <summary>
/// Prints each figure as it is measured and keeps it as a JSON line, with the commit and the machine it was measured
/// on.
/// </summary>
internal sealed class Report(BenchOptions options)
{
    private readonly string _commit = Git("rev-parse --short HEAD");
    private readonly bool _dirty = Git("status --porcelain").Length > 0;
    private readonly List<string> _lines = [];
    private string _name = "";

    public void Begin(Benchmark benchmark)
    {
        _name = benchmark.Name;
        _lines.Clear();
        Console.WriteLine();
        Console.WriteLine($"{benchmark.Name} – {benchmark.Summary}");
        var (changes, quick) = (_dirty ? " with changes" : "", options.Quick ? ", quick: not to quote" : "");
        Console.WriteLine($"  commit {_commit}{changes}, {Machine()}{quick}");
    }

    /// <summary>A figure without an aim.</summary>
    public void Figure(string what, double value, string unit, string note = "") =>
        Write(what, value, unit, null, null, note);

    /// <summary>A figure with its aim; says whether it was met.</summary>
    public void AtLeast(string what, double value, string unit, double aim, string note = "") =>
        Write(what, value, unit, $"≥ {Text(aim)}", value >= aim, note);

    public void AtMost(string what, double value, string unit, double aim, string note = "") =>
        Write(what, value, unit, $"≤ {Text(aim)}", value <= aim, note);

    /// <summary>What the columns of <see cref="Beside"/> are.</summary>
    public static void Heading() => Console.WriteLine(
        $"  {"",-62} {"before",10} {"now",10} {"",-12} {"ratio",6} {"bound",-10} {"",-12} spread of the ratio");

    /// <summary>A figure of two builds.</summary>
    public void Beside(string what, string unit, Compared both, Bound? bound = null, string note = "")
    {
        var met = bound?.IsMet(both.Now, both.Ratio);
        var ratio = both.Ratio.ToString("0.00", CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"  {what,-62} {Text(both.Before),10} {Text(both.Now),10} {unit,-12} {ratio,6} {bound?.Text ?? "",-10} " +
            $"{Said(met) ?? "",-12} {both.Spread}{(note.Length == 0 ? "" : "; " + note)}");
        _lines.Add(JsonSerializer.Serialize(new
        {
            benchmark = _name,
            what,
            before = both.Before,
            now = both.Now,
            unit,
            ratio = both.Ratio,
            bound = bound?.Text,
            verdict = Said(met),
            spread = both.Spread,
            note,
            commit = _commit,
            changed = _dirty,
            machine = Machine(),
        }));
    }

    public void End()
    {
        if (options.Quick || options.Part is not null || _lines.Count == 0)
        {
            return; // neither quick figures nor parts are kept, and what was skipped does not wipe out what was
        }

        Directory.CreateDirectory(options.Out);
        File.WriteAllLines(Path.Combine(options.Out, _name + ".jsonl"), _lines);
    }

    private void Write(string what, double value, string unit, string? aim, bool? met, string note)
    {
        var said = Said(met);
        Console.WriteLine($"  {what,-58} {Text(value),12} {unit,-12} {aim ?? "",-12} {said ?? "",-10} {note}");
        _lines.Add(JsonSerializer.Serialize(new
        {
            benchmark = _name,
            what,
            value,
            unit,
            aim,
            verdict = said,
            note,
            commit = _commit,
            changed = _dirty,
            machine = Machine(),
        }));
    }

    private static string? Said(bool? met) => met switch { true => "aim met", false => "aim missed", null => null };

    private static string Text(double value) => value switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("N1", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        var processor = model?.Split(':')[1].Trim() ?? "unknown processor";
        return $"{Environment.ProcessorCount} × {processor}, .NET {Environment.Version}";
    }

    private static string Git(string arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var text = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return text;
    }
}
