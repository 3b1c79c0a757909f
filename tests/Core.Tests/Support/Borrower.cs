using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Support;

/// <summary>A borrower with a salary, a rent and daily food; what happens to them is up to the test.</summary>
internal sealed class Borrower
{
    private const int FirstDay = 20_089; // 2025-01-01

    private int _day;
    private int _made;

    public Account Account { get; } = new(openedDay: FirstDay - 700);

    public long Salary { get; set; } = 600_000;

    public int PayEvery { get; init; } = 30;

    public string? SalaryCategory { get; init; } = "salary";

    /// <summary>The civil day that goes on.</summary>
    public int Today => FirstDay + _day;

    public long Now => ((FirstDay + _day) * Some.Day) + (8 * Some.Hour) + _made;

    public CreditScore Credit => Account.Summary.Credit;

    public Borrower Live(int days)
    {
        for (var left = days; left > 0; left--, _day++)
        {
            if (_day % PayEvery == 0 && Salary > 0)
            {
                Pay(Salary, Direction.Credit, SalaryCategory, 1);
            }

            if (_day % 30 == 3)
            {
                Pay(150_000, Direction.Debit, "rent", 2);
            }

            Pay(7_000 + (_day % 5 * 500), Direction.Debit, "groceries", 3);
        }

        return this;
    }

    public void Pay(long amount, Direction direction, string? category, ulong party = 0)
    {
        var balance = direction == Direction.Credit ? amount : -amount;
        var known = Account.Header.BalanceKnown ? Account.Header.Balance : 400_000;
        Account.Assess(
            Some.Transaction($"C{++_made}", Now, amount, direction, category: category, balance: known + balance),
                party);
    }
}
