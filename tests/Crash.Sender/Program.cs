using System.Globalization;
using System.Text;
using OrleansRisk.Client;

// The client of the crash tests: a process of its own, which sends a file of transactions and writes into its own file
// what was acknowledged, the moment it is. Whatever happens to the host, it sends again what was not answered, until
// all is.
if (args is not [var url, var key, var input, var acknowledged])
{
    await Console.Error.WriteLineAsync("usage: crash-sender URL KEY TRANSACTIONS ACKNOWLEDGED");
    return 2;
}

using var client = RiskClient.Connect(new Uri(url), key);
await using var file = new FileStream(
    acknowledged, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, BufferSize = 0 });
var refused = 0;
var options = new SendOptions
{
    InFlightMax = 128, // so that a file is many commits
    BackOffMax = TimeSpan.FromMilliseconds(500),
    Interrupted = cut => Console.WriteLine($"again {cut.Unanswered} {cut.Code}"),
};
await foreach (var answer in client.Transactions.SendAsync(Lines(input), options))
{
    if (answer is TransactionAnswer.Decided { Decision: var decision })
    {
        string?[] said =
        [
            decision.Account, decision.Transaction, decision.Decision, decision.Outcome,
            decision.Anomaly.Score.ToString(CultureInfo.InvariantCulture), decision.Duplicate.ToString(),
        ];
        await file.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\t', said) + "\n"));
    }
    else if (answer is TransactionAnswer.Refused { Problem: var problem })
    {
        Console.WriteLine($"refused {problem.Code} {problem.Field} {problem.Message}");
        refused++;
    }
}

return refused == 0 ? 0 : 1;

static async IAsyncEnumerable<TransactionLine> Lines(string path)
{
    await foreach (var line in File.ReadLinesAsync(path))
    {
        yield return TransactionLine.FromJson(Encoding.UTF8.GetBytes(line));
    }
}
