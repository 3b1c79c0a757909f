using System.Globalization;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Files in which one line is broken in one way, drawn by number.</summary>
internal static class BadFiles
{
    private const int Lines = 6;

    /// <summary>A field, and what stands there instead of a value that is taken; null leaves the field out.</summary>
    private static readonly (string Field, string? Raw)[] Faults =
    [
        .. Of("id", null, "\"\"", "\" T\"", "\"a b\"", $"\"{new string('x', 65)}\"", "5", "null", "\"\\u202eT\"",
            "[]"),
        .. Of("account", null, "\"\"", "\"4539578763621486\"", $"\"{new string('a', 65)}\"", "7", "\"A\\u200b\""),
        .. Of("date", null, "\"2026-13-01\"", "\"2026-02-30\"", "\"2036-01-01\"", "\"1950-01-01\"", "\"\"", "20260101",
            "\"01/02/2026\""),
        .. Of("at", "\"2026-01-01T10:00:00Z\"", "\"2026-01-01T10:00:00\"", "\"yesterday\""),
        .. Of("amount", null, "\"1e2\"", "\"-5.00\"", "\"12.345\"", "\"0.00\"", "12.5", "\"\"", "\"12,00\"",
            "\"1,200\"",
            "\"RM 5\"", "\"10000000000000001\"", "\"007.50\""),
        .. Of("amount_minor", "500", "\"500\"", "-1"),
        .. Of("currency", null, "\"myr\"", "\"XXX\"", "\"RM\"", "458", "\"\"", "\"USD\"", "\"JPY\""),
        .. Of("direction", null, "\"in\"", "\"DEBIT\"", "1"),
        .. Of("status", "\"paid\"", "\"expired\"", "\"reversed\"", "\"authorised\"", "\"\""),
        .. Of("replaces", "\"\"", "\"never-seen\"", "\"a b\""),
        .. Of("counterparty", "\"\"", $"\"{new string('c', 129)}\"", "\"a\\u0000b\"", "{}"),
        .. Of("category", $"\"{new string('c', 65)}\"", "\"\"", "3"),
        .. Of("mcc", "\"411\"", "\"0000\"", "5411", "\"54a1\""),
        .. Of("channel", $"\"{new string('c', 33)}\"", "\"\""),
        .. Of("country", "\"UK\"", "\"USA\"", "\"my\"", "60"),
        .. Of("balance", "\"much\"", "\"1.234\"", "12", "\"\""),
        .. Of("device", "\"\"", "\"a b\""),
        .. Of("geo", "{\"lat\":91,\"lon\":0}", "{\"lat\":1}", "\"here\"", "[1,2]"),
        .. Of("description", $"\"{new string('d', 257)}\"", "\"\"", "\"a\\u202eb\"", "\"\\ud800\""),
        .. Of("fx", "\"0\"", "\"-1\"", "\"1.2.3\"", "\"4.20\"", "4.2"),
        .. Of("nobody_knows", "1", "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":1}}}}}}}}"),
    ];

    /// <summary>The lines of a file, oldest first, all but those broken of one account.</summary>
    public static List<string> Of(int number)
    {
        var random = new Random(number);
        var broken = 1 + random.Next(Lines - 1);
        var lines = new List<string>(Lines);
        for (var i = 0; i < Lines; i++)
        {
            var fields = Good(number, i, random);
            if (i == broken)
            {
                var line = Break(fields, number, random);
                lines.Add(line);
                continue;
            }

            lines.Add(Written(fields));
        }

        return lines;
    }

    private static string Break(List<(string Name, string Raw)> fields, int number, Random random)
    {
        switch (number % (Faults.Length + 6) - Faults.Length)
        {
            case 0:
                return Written(fields)[..^3]; // not JSON any more
            case 1:
                return "[" + Written(fields) + "]";
            case 2:
                fields.Add(fields[random.Next(fields.Count)]); // a field stated twice
                return Written(fields);
            case 3:
                fields.RemoveAll(static field => field.Name == "id"); // another line's id with other content
                fields.Add(("id", $"\"F-{number}-0\""));
                return Written(fields);
            case 4:
                return "null";
            case 5:
                return Written(fields) + " trailing";
            default:
                var (name, raw) = Faults[number % (Faults.Length + 6)];
                fields.RemoveAll(field => field.Name == name);
                if (raw is not null)
                {
                    fields.Add((name, raw));
                }

                return Written(fields);
        }
    }

    private static List<(string Name, string Raw)> Good(int file, int line, Random random)
    {
        var date = TimeProvider.System.GetUtcNow().AddDays(line - 40)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var fields = new List<(string, string)>
        {
            ("id", $"\"F-{file}-{line}\""),
            ("account", $"\"F-{file}\""),
            ("date", $"\"{date}\""),
            ("amount", $"\"{random.Next(1, 900)}.{random.Next(10, 99)}\""),
            ("currency", "\"MYR\""),
            ("direction", random.Next(4) == 0 ? "\"credit\"" : "\"debit\""),
        };
        if (random.Next(2) == 0)
        {
            fields.Add(("counterparty", $"\"SHOP {random.Next(9)}\""));
        }

        return fields;
    }

    private static string Written(IEnumerable<(string Name, string Raw)> fields) =>
        "{" + string.Join(',', fields.Select(static field => $"\"{field.Name}\":{field.Raw}")) + "}";

    private static IEnumerable<(string, string?)> Of(string field, params string?[] raws) =>
        raws.Select(raw => (field, raw));
}
