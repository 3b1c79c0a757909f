using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansRisk.Benchmarks.Statements;

/// <summary>
/// Results that parsers' authors keep beside their files: YAML of a Python parser, JSON of a PHP and a Rust one, and
/// text of our own, <c>rows sum</c>, in a file of the same name with <c>.totals</c> behind it.
/// </summary>
internal static partial class Expected
{
    public static bool IsNoSidecar(string file) => Path.GetExtension(file) is not (".yml" or ".totals" or ".md" or ".py"
            or ".pyc" or ".read")
        && !(file.EndsWith(".json", StringComparison.Ordinal) && (File.Exists(Path.ChangeExtension(file, ".xml"))
            || File.Exists(Path.ChangeExtension(file, ".sta"))));

    public static Totals? Beside(string file) =>
        File.Exists(file + ".totals") ? Own(File.ReadAllText(file + ".totals"))
        : File.Exists(Path.ChangeExtension(file, ".yml")) ? Yaml(File.ReadAllText(Path.ChangeExtension(file, ".yml")))
        : Path.GetExtension(file) == ".xml" && File.Exists(Path.ChangeExtension(file, ".json"))
            ? Json(File.ReadAllText(Path.ChangeExtension(file, ".json")))
        : Path.GetExtension(file) == ".sta" && File.Exists(Path.ChangeExtension(file, ".json"))
            ? Messages(File.ReadAllText(Path.ChangeExtension(file, ".json"))) : null;

    [GeneratedRegex(@"^    amount: .*\n      amount: .*\n      - '(?<amount>[-0-9.Ee+]+)'",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Amount();

    private static Totals? Own(string text)
    {
        var cells = text.Split(' ', StringSplitOptions.TrimEntries);
        return new Totals(int.Parse(cells[0], CultureInfo.InvariantCulture), Number(cells[1]));
    }

    private static Totals? Yaml(string text)
    {
        var at = text.IndexOf("\ntransactions:", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var amounts = Amount().Matches(text[at..].Replace("\r", "", StringComparison.Ordinal))
            .Select(static match => Number(match.Groups["amount"].Value)).ToList();
        return new Totals(amounts.Count, amounts.Sum());
    }

    private static Totals? Json(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
        if (!document.RootElement.TryGetProperty("getEntries", out var entries)
            || entries.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var amounts = entries.EnumerateArray().Select(Signed).ToList();
        return new Totals(amounts.Count, amounts.Sum());
    }

    private static Totals? Messages(string text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var amounts = document.RootElement.EnumerateArray()
            .SelectMany(static message => message.GetProperty("statement_lines").EnumerateArray())
            .Select(static line => (Number(line.GetProperty("amount").GetString()!),
                line.GetProperty("ext_debit_credit_indicator").GetString()))
            .Select(static line => line.Item2 is "Debit" or "ReverseCredit" ? -line.Item1 : line.Item1).ToList();
        return new Totals(amounts.Count, amounts.Sum());
    }

    private static decimal Signed(JsonElement entry)
    {
        // The library keeps the sign in the amount, in hundredths unless the currency has none.
        var money = entry.GetProperty("getAmount");
        var code = money.GetProperty("getCurrency").GetProperty("getCode").GetString();
        return Number(money.GetProperty("getAmount").GetString()!) / (code == "JPY" ? 1 : 100);
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
