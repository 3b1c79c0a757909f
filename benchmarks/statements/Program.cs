using OrleansRisk.Benchmarks.Statements;

var folders = args.Where(static argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
if (folders.Count == 0 || folders.Exists(static folder => !Directory.Exists(folder)))
{
    Console.Error.WriteLine("usage: ./dev bench statements FOLDER … [--currency=CODE] [--all]");
    Console.Error.WriteLine("  Reads every file below the folders and prints what became of it, a line a format.");
    Console.Error.WriteLine("  --all names each file, not those alone that were refused, crashed, hung or differ.");
    return 2;
}

var currency = args.FirstOrDefault(static argument => argument.StartsWith("--currency=", StringComparison.Ordinal));
var files = folders.SelectMany(static folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
    .Where(Expected.IsNoSidecar).Order(StringComparer.Ordinal);
var outcomes = files.Select(file => Measured.Read(file, currency?["--currency=".Length..])).ToList();
Figures.Print(outcomes, args.Contains("--all"), Console.Out);
return outcomes.Exists(static outcome => outcome.Kind is OutcomeKind.Crashed or OutcomeKind.Hung) ? 1 : 0;
