using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Kinds;

/// <summary>A year of an invented account with a category, a name and a balance to every line.</summary>
internal sealed class DrawnLife
{
    private const int FirstDay = 20_393; // 2025-11-01
    private static readonly string[] Payers = ["Acme Works", "Nadi Foods Payroll", "Harbour Trust", "City Office"];
    private static readonly string[] Lenders = ["Quick Cash Co", "Finco 88", "Sunrise Lending", "Merit House"];
    private readonly Seeded _random;
    private readonly List<Transaction> _lines = [];
    private long _balance;

    public DrawnLife(ulong seed)
    {
        _random = new Seeded(seed * 977);
        var income = 120_000 + _random.Below(500_000);
        _balance = _random.Below(3 * income);
        var (payDay, lenders) = (1 + _random.Below(27), Math.Max(0, _random.Below(7) - 3));
        var (trouble, saves, payer) = (_random.Below(6), _random.Chance(0.4), _random.Of(Payers));
        var days = 100 + _random.Below(265);
        for (var day = FirstDay; day < FirstDay + days; day++)
        {
            var date = Payroll.DateOf(day);
            Monthly(day, date.Day == payDay, Direction.Credit, income, payer, trouble == 5 ? null : "income.salary");
            Monthly(day, date.Day == (payDay % 27) + 1, Direction.Debit, income / 4, "Northside Rentals", "rent");
            Monthly(day, saves && date.Day == 20, Direction.Debit, income / 8, "Own Pot", "savings");
            for (var lender = 0; lender < lenders; lender++)
            {
                Monthly(day, date.Day == 5 + lender, Direction.Debit, income / 12, Lenders[lender], "loan.payment");
            }

            Trouble(day, date.Day, trouble, income);
            var food = income / 60 * (1 + _random.Below(2));
            Monthly(day, day % 2 == 0, Direction.Debit, food, "Fresh Mart", "groceries");
            Monthly(day, day % 5 == 0, Direction.Debit, income / 60, "Corner " + (char)('a' + (day % 7)), "shopping");
        }
    }

    public CreditAssessment Without(bool categories = false, bool balances = false, bool names = false)
    {
        var (state, day) = StateWithout(categories, balances, names);
        return CreditAssessment.Of(ScoringVersions.Four, state, day, CreditRequest.None, null);
    }

    public (byte[] State, int Day) StateWithout(bool categories = false, bool balances = false, bool names = false)
    {
        var account = new Account("USD", scoringVersion: ScoringVersions.Four);
        foreach (var line in _lines)
        {
            var seen = line with
            {
                Category = categories ? null : line.Category,
                BalanceMinor = balances ? null : line.BalanceMinor,
                Counterparty = names ? null : line.Counterparty,
                Description = names ? null : line.Description,
            };
            account.Assess(seen, names ? 0 : Some.Identity(line.Counterparty!, TransactionStatus.Booked));
        }

        return (account.State, (int)(_lines[^1].At / Some.Day) + 1);
    }

    private void Trouble(int day, int dayOfMonth, int kind, long income)
    {
        Monthly(day, kind == 0 && dayOfMonth % 9 == 0, Direction.Debit, income / 20, "Lucky Sevens", "gambling");
        Monthly(day, kind == 1 && dayOfMonth == 12, Direction.Credit, income / 5, "Speedy Cash", "loan.payday");
        Monthly(day, kind == 1 && dayOfMonth == 26, Direction.Debit, income / 4, "Speedy Cash", "loan.payday");
        Monthly(day, kind == 2 && dayOfMonth == 9, Direction.Debit, income / 20, "Gone & Partners", "debt.collection");
        Monthly(day, kind == 3 && dayOfMonth == 16, Direction.Debit, income / 20, "Electric Co", "utilities");
        Monthly(day, kind == 3 && dayOfMonth == 17, Direction.Credit, income / 20, "Electric Co", "returned");
        Monthly(day, kind == 4 && dayOfMonth == 14, Direction.Credit, income / 2, "Aunt Mary", "own_transfer");
    }

    private void Monthly(int day, bool now, Direction direction, long amount, string party, string? category)
    {
        if (!now)
        {
            return;
        }

        _balance += direction == Direction.Credit ? amount : -amount;
        _lines.Add(Some.Transaction(
            $"D{_lines.Count}", (day * Some.Day) + (10 * Some.Hour), amount, direction, currency: "USD", channel: null,
            category: category, dayOnly: true, balance: _balance) with
        {
            Counterparty = party,
        });
    }
}
