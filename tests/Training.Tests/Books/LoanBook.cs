using OrleansRisk.Core.Transactions;
using OrleansRisk.Training.Credit;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Training.Tests.Books;

/// <summary>What a borrower lives like; nobody but the book knows it.</summary>
internal sealed record Borrower(
    double Income, double Variation, double Reserve, double Gambling, double Returned, int Lenders, double Share,
    double Cash);

/// <summary>How the accounts of a book live.</summary>
internal enum BookLife
{
    Salaried,
    Gigs,
    Thin,
}

/// <summary>
/// An invented lender's loans, drawn from a seed: six months of an account each, and an outcome that its borrower's
/// life makes likely. What drives outcomes differs from book to book.
/// </summary>
/// <param name="Months">Months of an account before its loan; of each account drawn up to this where they vary.</param>
internal sealed record LoanBook(
    string Name, int Loans, ulong Seed, Func<Borrower, double> LogOdds, BookLife Life = BookLife.Salaried,
    int Months = 6)
{
    private const long DayMs = 86_400_000;
    private const int FirstDay = 19_400;

    /// <summary>Gamblers, payments that come back, loans from many lenders.</summary>
    public static LoanBook Stacking { get; } = new("stacking", 4_000, 11, static b =>
        -4.2 + (1.1 * Math.Min(b.Gambling, 4)) + (0.9 * Math.Min(b.Returned, 3)) + (0.8 * b.Lenders));

    /// <summary>Thin reserves, uneven income, instalments that are much of it.</summary>
    public static LoanBook Reserves { get; } = new("reserves", 4_000, 12, static b =>
        -3.2 - (2.2 * Math.Min(b.Reserve, 1.2)) + (2.5 * b.Variation) + (6 * b.Share)
        - (0.6 * Math.Log(b.Income / 300_000)));

    /// <summary>Each harmless by itself: a large instalment on a thin reserve, gambling on borrowed money.</summary>
    public static LoanBook Together { get; } = new("together", 10_000, 13, static b =>
        -3.4 + (b.Reserve < 0.35 && b.Share > 0.22 ? 2.6 : 0) + (b.Gambling > 0.8 && b.Lenders > 0 ? 2.4 : 0)
        + (b.Returned > 0.7 && b.Cash > 0.35 ? 2 : 0));

    /// <summary>Gig work with a season: weeks of many small payments in, and some of hardly any.</summary>
    public static LoanBook Seasonal { get; } = new("seasonal", 4_000, 14, static b =>
        -2.6 + (3 * b.Share) - (1.6 * Math.Min(b.Reserve, 1.2)) + (1.4 * b.Variation) + (0.7 * b.Lenders),
        BookLife.Gigs, Months: 12);

    /// <summary>Thin files: one to three months of an account, most of it seen once or twice.</summary>
    public static LoanBook Thin { get; } = new("thin", 4_000, 15, static b =>
        -2.9 + (1.2 * Math.Min(b.Returned, 3)) + (0.6 * Math.Min(b.Gambling, 4)) + (4 * b.Share)
        - (1.1 * Math.Min(b.Reserve, 1.2)), BookLife.Thin, Months: 3);

    public (List<Loan> Loans, List<(string Account, Transaction Transaction)> Moves) Draw()
    {
        var (random, loans) = (new Draw(Seed), new List<Loan>());
        var moves = new List<(string, Transaction)>();
        for (var i = 0; i < Loans; i++)
        {
            var borrower = Born(random);
            var (account, day) = ($"A{i}", FirstDay + (i * 730 / Loans));
            var chance = 1 / (1 + Math.Exp(-LogOdds(borrower)));
            var instalment = Math.Round(borrower.Share * borrower.Income);
            loans.Add(new Loan(
                $"L{i}", account, day, instalment * 30, instalment, 36, 1, random.Between(0, 1) < chance));
            moves.AddRange(Lives(borrower, day, random).Select(move => (account, move)));
        }

        return (loans, moves);
    }

    private static Borrower Born(Draw random) => new(
        300_000 * Math.Exp(random.Normal(0, 0.4)), Math.Exp(random.Normal(-2.2, 0.9)),
        Math.Exp(random.Normal(-0.9, 0.9)), random.Below(3) == 0 ? Math.Exp(random.Normal(0, 0.8)) : 0,
        random.Below(3) == 0 ? random.Between(0.3, 2) : 0, random.Poisson(0.5), random.Between(0.05, 0.4),
        random.Between(0, 0.6));

    private List<Transaction> Lives(Borrower life, int day, Draw random)
    {
        var (moves, balance) = (new List<Transaction>(), (long)(life.Reserve * life.Income));
        void Move(int at, Direction direction, double amount, string category, string party)
        {
            var minor = Math.Max(100, (long)amount);
            balance += direction == Direction.Credit ? minor : -minor;
            moves.Add(new Transaction
            {
                Id = $"T{moves.Count}",
                At = at * DayMs,
                DayOnly = true,
                AmountMinor = minor,
                Direction = direction,
                Currency = Currency.TryParse("MYR", out var currency) ? currency : default,
                BalanceMinor = balance,
                Category = category,
                Counterparty = party,
            });
        }

        var months = Life == BookLife.Thin ? 1 + random.Below(Months) : Months;
        for (var month = months; month > 0; month--)
        {
            var first = day - (month * 30);
            var pay = life.Income
                * Math.Exp((life.Variation * random.Normal(0, 1)) - (life.Variation * life.Variation / 2));
            if (Life == BookLife.Gigs)
            {
                pay *= 1 + (0.6 * Math.Sin(2 * Math.PI * first / 365)); // the season is everybody's
                for (var week = 0; week < 4; week++)
                {
                    Move(first + (7 * week), Direction.Credit, pay / 4, "income.business", $"Platform {week % 2}");
                }
            }
            else
            {
                Move(first, Direction.Credit, pay, "income.salary", "Firm");
            }

            Move(first + 3, Direction.Debit, 0.3 * life.Income, "rent", "Landlord");
            for (var lender = 0; lender < life.Lenders; lender++)
            {
                Move(first + 5, Direction.Debit, 0.06 * life.Income, "loan.payment", $"Lender {lender}");
            }

            for (var bet = random.Poisson(life.Gambling); bet > 0; bet--)
            {
                Move(first + 8 + random.Below(15), Direction.Debit, 0.02 * life.Income, "gambling", "Bets");
            }

            for (var back = random.Poisson(life.Returned / 2); back > 0; back--)
            {
                Move(first + 10, Direction.Credit, 0.05 * life.Income, "returned", "Utility");
            }

            var left = Math.Max(0, 0.66 - (0.06 * life.Lenders)) * pay;
            Move(first + 12, Direction.Debit, life.Cash * left, "cash", "Machine");
            Move(first + 20, Direction.Debit, (1 - life.Cash) * left, "groceries", "Market");
        }

        return [.. moves.OrderBy(static move => move.At)];
    }
}
