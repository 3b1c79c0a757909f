using System.Globalization;
using OrleansRisk.Client;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// Invented transactions from a seed: few accounts and many counterparties in common, so that much happens at once.
/// </summary>
public sealed class Load(int seed, int transactions, int accounts = 60)
{
    public int Transactions => transactions;

    /// <summary>Identities as the sender's file names them: account, tab, transaction.</summary>
    public IReadOnlySet<string> Identities { get; } =
        Enumerable.Range(0, transactions).Select(i => $"{Account(i % accounts)}\t{Id(i)}").ToHashSet();

    /// <summary>Writes the file that the sender reads; times lie in the last month, each account's in order.</summary>
    public void Write(string path, DateTimeOffset now)
    {
        var random = new Random(seed);
        var from = now - TimeSpan.FromDays(30);
        var step = TimeSpan.FromDays(29) / transactions;
        using var file = File.Create(path);
        for (var i = 0; i < transactions; i++)
        {
            var line = TransactionLine.Of(new TransactionBody
            {
                Id = Id(i),
                Account = Account(i % accounts),
                At = from + (step * i),
                Amount = (1 + Math.Exp(random.NextDouble() * 8)).ToString("F2", CultureInfo.InvariantCulture),
                Currency = "MYR",
                Direction = random.Next(5) == 0 ? "credit" : "debit",
                Status = "booked",
                Counterparty = $"merchant {random.Next(200)}",
            });
            file.Write(line.Utf8.Span);
            file.WriteByte((byte)'\n');
        }
    }

    private static string Account(int number) => $"crash-{number:000}";

    private static string Id(int number) => $"T-{number:000000}";
}
