using System.Security.Cryptography;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Files;

namespace OrleansRisk.Training.Credit;

/// <summary>Loans with what their accounts showed on their day.</summary>
internal sealed record LoanSet(IReadOnlyList<Loan> Loans, MeasuredLoan[] Measured, string Currency, string DataHash)
{
    public bool[] Bad => [.. Loans.Select(static loan => loan.Bad == true)];

    public int[] Days => [.. Loans.Select(static loan => loan.Day)];

    public string[] Segments => [.. Loans.Select(static loan => loan.Segment)];

    public FitRows Rows => new(
        [.. Measured.Select(static each => each.Row)], Bad, [.. Loans.Select(static loan => loan.Weight)]);

    public LoanSet Where(Func<Loan, bool> wanted)
    {
        int[] places = [.. Enumerable.Range(0, Loans.Count).Where(i => wanted(Loans[i]))];
        return this with { Loans = [.. places.Select(i => Loans[i])], Measured = [.. places.Select(i => Measured[i])] };
    }

    /// <summary>Those of the file that are wanted, measured.</summary>
    public static async Task<LoanSet> Read(
        string loans, string moves, Func<IReadOnlyList<Loan>, IEnumerable<Loan>> wanted)
    {
        var transactions = await LoanFiles.Transactions(moves);
        var currency = OneCurrency(transactions);
        var found = wanted(await LoanFiles.Loans(loans, currency.Decimals)).ToList();
        return new LoanSet(
            found, LoanRows.Measure(found, transactions), currency.Code, await Hash(loans, moves));
    }

    /// <summary>A model of amounts is a model of one currency: that of the accounts' first transactions.</summary>
    private static Currency OneCurrency(IReadOnlyList<(string Account, Transaction Transaction)> transactions)
    {
        var found = transactions.DistinctBy(static each => each.Account)
            .Select(static each => each.Transaction.Currency).Distinct().Take(2).ToList();
        return found.Count switch
        {
            0 => throw new InputException("There are no transactions."),
            1 => found[0],
            _ => throw new InputException(
                $"Accounts are in {found[0].Code} and {found[1].Code}: a credit model is of one currency."),
        };
    }

    private static async Task<string> Hash(params string[] files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            await using var content = File.OpenRead(file);
            all.AppendData(await SHA256.HashDataAsync(content));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }
}
