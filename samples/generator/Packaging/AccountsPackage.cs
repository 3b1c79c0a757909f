using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Samples.Generator.Packaging;

/// <summary>
/// Makes one CSV of the bank accounts among Plaid's sandbox users: one row a transaction, oldest first, amounts and
/// descriptions as they stand there. Names, addresses and account numbers of the invented persons are left out.
/// </summary>
internal static class AccountsPackage
{
    private sealed record Row(string Account, int Number, string Transacted, string Posted, string Amount,
        string Currency, string Description);

    public static void Write(string fromFolder, Stream to)
    {
        var rows = Directory.EnumerateFiles(fromFolder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(Read)
            .OrderBy(r => r.Transacted, StringComparer.Ordinal)
            .ThenBy(r => r.Account, StringComparer.Ordinal)
            .ThenBy(r => r.Number);
        using var writer = new StreamWriter(to, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("id,account,date_transacted,date_posted,amount,currency,description");
        foreach (var row in rows)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{row.Account}-{row.Number:D3}");
            var description = row.Description.Replace("\"", "\"\"", StringComparison.Ordinal);
            writer.WriteLine(string.Join(',',
                id, row.Account, row.Transacted, row.Posted, row.Amount, row.Currency, $"\"{description}\""));
        }
    }

    private static List<Row> Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        if (!json.RootElement.TryGetProperty("override_accounts", out var accounts))
        {
            return [];
        }

        var rows = new List<Row>();
        foreach (var account in accounts.EnumerateArray())
        {
            if (!account.TryGetProperty("transactions", out var transactions))
            {
                continue;
            }

            var user = Path.GetFileNameWithoutExtension(path).Replace('+', '_');
            var name = $"{user}.{account.GetProperty("subtype").GetString()}";
            var number = transactions.GetArrayLength();
            rows.AddRange(transactions.EnumerateArray().Select(t => new Row(
                name, number--, Text(t, "date_transacted"), Text(t, "date_posted"),
                t.GetProperty("amount").GetRawText(), Text(t, "currency"), Text(t, "description"))));
        }

        return rows;
    }

    private static string Text(JsonElement transaction, string name) => transaction.GetProperty(name).GetString() ?? "";
}
