namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// What the client was answered, as its own file says; a last line without its end was never finished.
/// </summary>
public sealed record Acknowledged(
    string Account, string Transaction, string Decision, string Outcome, string Score, bool Duplicate)
{
    public string Identity => $"{Account}\t{Transaction}";

    public static IReadOnlyList<Acknowledged> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    private static Acknowledged Parse(string line) => line.Split('\t') is [var account, var transaction, var decision,
        var outcome, var score, var duplicate]
        ? new Acknowledged(account, transaction, decision, outcome, score, bool.Parse(duplicate))
        : throw new FormatException($"not a line of the sender: {line}");
}
