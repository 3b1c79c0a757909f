using System.IO.Compression;
using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Officers.Grades;
using OrleansRisk.Samples.Officers.Reading;
using OrleansRisk.Samples.Officers.Writing;

namespace OrleansRisk.Samples.Officers;

internal static class Program
{
    private const string Usage = """
        The officers' file: hand-made account histories, printed for officers, and what two officers' grades agree on.

          officers rows [--out FILE]            every history's rows as NDJSON; .gz is compressed
          officers view --id H001               one history as an officer reads it
          officers views --out FOLDER           every history, a file each
          officers agree --a FILE --b FILE [--pairs FILE]
                                                agreement of two files of grades; the ordered pairs to FILE

        Every command takes --from FOLDER, where people/ and countries/ are; otherwise samples/officers.
        """;

    public static int Main(string[] args)
    {
        try
        {
            Run(args.FirstOrDefault(), new Options(args.AsSpan(Math.Min(1, args.Length))));
            return 0;
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            Console.Error.WriteLine(Usage);
            return 2;
        }
        catch (InvalidDataException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return 2;
        }
    }

    private static void Run(string? command, Options options)
    {
        var folder = options.Text("--from") ?? Path.Combine("samples", "officers");
        switch (command)
        {
            case "rows":
                Rows(folder, options);
                break;
            case "view":
                var id = options.Required("--id");
                options.Done();
                Console.Out.Write(StatementView.Print(History.All(folder).FirstOrDefault(h => h.Script.Id == id)
                    ?? throw new UsageException($"There is no history {id}.")));
                break;
            case "views":
                Views(folder, options);
                break;
            case "agree":
                Agree(folder, options);
                break;
            default:
                throw new UsageException("Name a command.");
        }
    }

    private static void Rows(string folder, Options options)
    {
        var path = options.Text("--out");
        options.Done();
        using var to = path is null ? Console.OpenStandardOutput()
            : path.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(File.Create(path), CompressionLevel.SmallestSize)
                : (Stream)File.Create(path);
        WireLines.Write(History.All(folder), to);
    }

    private static void Views(string folder, Options options)
    {
        var to = Directory.CreateDirectory(options.Required("--out")).FullName;
        options.Done();
        foreach (var history in History.All(folder))
        {
            File.WriteAllText(Path.Combine(to, history.Script.Id + ".txt"), StatementView.Print(history));
        }
    }

    private static void Agree(string folder, Options options)
    {
        var (a, b) = (GradeFile.Read(options.Required("--a")), GradeFile.Read(options.Required("--b")));
        var pairs = options.Text("--pairs");
        options.Done();
        var agreement = new Agreement(a, b, History.All(folder).Select(h => h.Script.Id));
        Console.Out.Write(AgreementReport.Print(agreement));
        if (pairs is not null)
        {
            File.WriteAllText(pairs, AgreementReport.Pairs(agreement));
        }
    }
}
