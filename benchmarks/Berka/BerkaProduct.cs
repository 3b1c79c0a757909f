using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansRisk.Benchmarks.Http;
using OrleansRisk.Client;
using OrleansRisk.Contract.Credit;

namespace OrleansRisk.Benchmarks.Berka;

/// <summary>
/// The same loans over the product: transactions loaded as history, the card active through the registry, each loan
/// asked for as of its day. What the endpoint says must be what <c>risk-training credit score</c> wrote, to the bit.
/// </summary>
/// <remarks>
/// Days are moved on by a multiple of four years, so that leap days stay and no retention refuses them; both sides read
/// the same moved files.
/// </remarks>
internal static class BerkaProduct
{
    private const int LastYear = 1998;

    /// <summary>Years that days are moved by: the most that leaves none in the future.</summary>
    public static int YearsOn { get; } = (TimeProvider.System.GetUtcNow().Year - 1 - LastYear) / 4 * 4;

    public static async Task Run(Report report, string loans, string transactions, string card, string scores)
    {
        await using var database = await BenchDatabase.Create();
        await using var lender = await BerkaLender.Start(database, await File.ReadAllTextAsync(card));
        var loaded = await HttpRound.Send(lender, [[.. Rows(transactions).Select(Line)]], mode: "history");
        report.AtMost("transactions that the product refused", loaded.Refused, "", 0, $"{loaded.Scored} loaded");

        var applications = Rows(loans).ToDictionary(static row => row["loan_id"], StringComparer.Ordinal);
        using var client = RiskClient.Connect(lender.Http2Url, lender.Key);
        var (scored, otherwise, young) = (0, 0, 0);
        foreach (var expected in Rows(scores))
        {
            var answer = await client.CreditAssessments.CreateAsync(Loan(applications[expected["loan_id"]]));
            var needs = answer is { State: "insufficient_history", Pd: null, Score: null, Needs.Count: > 0 };
            young += needs ? 1 : 0;
            scored += needs ? 0 : 1;
            otherwise += needs || Same(expected, answer) ? 0 : 1;
        }

        report.AtMost(
            "loans whose probability, score or reasons differ over HTTP", otherwise, "loans", 0,
            $"of {scored} scored as of their day, {YearsOn} years on");
        report.Figure(
            "loans that the product gives no score", young, "loans", "less history than the card was fitted on");
    }

    private static bool Same(Dictionary<string, string> expected, CreditAssessmentBody answer)
    {
        var reasons = Enumerable.Range(1, 4).Select(i => expected[$"reason{i}"]).Where(static name => name != "");
        return answer.Pd is { } pd
            && BitConverter.DoubleToInt64Bits(double.Parse(expected["pd"], CultureInfo.InvariantCulture))
                == BitConverter.DoubleToInt64Bits(pd)
            && int.Parse(expected["score"], CultureInfo.InvariantCulture) == answer.Score
            && reasons.SequenceEqual(answer.Reasons.Select(static reason => reason.Code));
    }

    private static CreditAssessmentRequest Loan(Dictionary<string, string> row) => new()
    {
        Accounts = [row["account"]],
        Currency = "CZK",
        Amount = row["amount"],
        Instalment = row["instalment"],
        Months = int.Parse(row["months"], CultureInfo.InvariantCulture),
        Holders = int.Parse(row["holders"], CultureInfo.InvariantCulture),
        AsOf = DateOnly.ParseExact(row["as_of"], "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static byte[] Line(Dictionary<string, string> row)
    {
        var stated = row.Where(static field => field.Value != "");
        var json = string.Join(',', stated.Select(
            static field => $"\"{field.Key}\":\"{JsonEncodedText.Encode(field.Value)}\""));
        return Encoding.UTF8.GetBytes("{" + json + "}\n");
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        var lines = File.ReadLines(path);
        var columns = lines.First().Split(',');
        return lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(
            static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal));
    }
}
