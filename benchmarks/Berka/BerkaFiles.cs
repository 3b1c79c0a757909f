using System.Globalization;
using System.IO.Compression;

namespace OrleansRisk.Benchmarks.Berka;

/// <summary>
/// Puts the bank's files into the two that credit training reads: its words into ours, and nothing measured. Within a
/// day, where the order is not recorded, transactions follow each other so that the balances add up.
/// </summary>
internal static class BerkaFiles
{
    private const decimal BalanceApart = 0.11m; // balances are rounded to a tenth

    public static void WriteLoans(string folder, string path, int yearsOn = 0)
    {
        var holders = Rows(Path.Combine(folder, "disp.csv"))
            .GroupBy(row => row["account_id"], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var lines = Rows(Path.Combine(folder, "loans.csv")).Select(loan => string.Join(',',
            loan["loan_id"], loan["account_id"], Date(loan["date"], yearsOn), loan["amount"], loan["payments"],
            loan["duration"], holders[loan["account_id"]].ToString(CultureInfo.InvariantCulture),
            loan["status"] switch { "" => "", "B" or "D" => "bad", _ => "good" }));
        File.WriteAllLines(path, ["loan_id,account,as_of,amount,instalment,months,holders,outcome", .. lines]);
    }

    public static void WriteTransactions(string folder, string path, int yearsOn = 0)
    {
        var lines = Rows(Path.Combine(folder, "transactions.csv.gz"))
            .GroupBy(row => row["account_id"], StringComparer.Ordinal)
            .SelectMany(account => InOrder(account).Select(row => Line(row, yearsOn)));
        File.WriteAllLines(
            path, ["account,id,date,direction,amount,currency,balance,category,counterparty,channel", .. lines]);
    }

    private static string Line(Dictionary<string, string> row, int yearsOn)
    {
        var party = row["account"] is "" or "0.0" ? "" : row["bank"] + row["account"].Split('.')[0];
        return string.Join(',',
            row["account_id"], row["trans_id"], Date(row["date"], yearsOn), IsCredit(row) ? "credit" : "debit",
            Money(row["amount"]), "CZK", Money(row["balance"]), Category(row), party, Channel(row["operation"]));
    }

    /// <summary>
    /// What the bank says a payment is for; nothing where it says nothing, unless it was cash.
    /// </summary>
    private static string Category(Dictionary<string, string> row) => (row["k_symbol"], row["operation"]) switch
    {
        ("payment for statement", _) => "fee",
        ("sanction interest if negative balance", _) => "penalty",
        ("interest credited", _) => "interest",
        (_, "withdrawal in cash" or "credit card withdrawal") => "cash",
        ("household", _) => "housing",
        ("insurrance payment", _) => "insurance",
        (_, "credit in cash") => "deposit",
        _ => "",
    };

    private static string Channel(string operation) => operation switch
    {
        "withdrawal in cash" => "cash",
        "credit in cash" => "counter",
        "credit card withdrawal" => "card",
        "" => "",
        _ => "transfer",
    };

    private static IEnumerable<Dictionary<string, string>> InOrder(IEnumerable<Dictionary<string, string>> account)
    {
        decimal? last = null;
        foreach (var day in account.GroupBy(row => row["date"]).OrderBy(day => day.Key, StringComparer.Ordinal))
        {
            var rest = day.OrderBy(row => long.Parse(row["trans_id"], CultureInfo.InvariantCulture)).ToList();
            while (rest.Count > 0)
            {
                var next = rest.Find(row => last is { } before && Follows(before, row)) ?? rest[0];
                rest.Remove(next);
                last = Number(next["balance"]);
                yield return next;
            }
        }
    }

    private static bool Follows(decimal before, Dictionary<string, string> row) =>
        Math.Abs(before + (IsCredit(row) ? 1 : -1) * Number(row["amount"]) - Number(row["balance"])) < BalanceApart;

    private static bool IsCredit(Dictionary<string, string> row) => row["type"] == "credit";

    private static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using var reader = new StreamReader(content);
        var columns = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line) // no field of these files is quoted
        {
            yield return columns.Zip(line.Split(',')).ToDictionary(
                static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        }
    }

    private static string Date(string short6, int yearsOn)
    {
        var year = 1900 + yearsOn + int.Parse(short6.AsSpan(0, 2), CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{short6[2..4]}-{short6[4..]}");
    }

    private static string Money(string text) => Number(text).ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
