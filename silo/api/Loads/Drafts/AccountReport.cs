using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>What a draft says of one account.</summary>
internal static class AccountReport
{
    private const string Income = "income.";

    public static LoadAccountBody Of(AccountDraft draft)
    {
        var counting = draft.Counting.ToList();
        var view = draft.Check?.After ?? draft.Check?.Before;
        var currency = view is { } known ? Currency.FromNumber(known.Profile.CurrencyNumber)
            : draft.Rows[0].Transaction!.Currency;
        var balances = draft.Balances();
        var booked = counting.Where(row => row.IsBooked && row.Transaction!.Currency == currency).ToList();
        return new LoadAccountBody
        {
            Account = draft.Account.Account,
            AccountId = Ids.Account(draft.Account.Key.ToString()),
            Known = draft.Check?.Before is not null,
            Currency = currency.Code,
            Zone = view?.Profile.Zone ?? "",
            Rows = Count([.. draft.All]),
            From = counting.Count == 0 ? null : DateText.ToDate(counting.Min(static row => row.Day)),
            To = counting.Count == 0 ? null : DateText.ToDate(counting.Max(static row => row.Day)),
            Turned = draft.Turned,
            MoneyIn = Sum(booked.Where(static row => row.Transaction!.Direction == Direction.Credit), currency),
            MoneyOut = Sum(booked.Where(static row => row.Transaction!.Direction == Direction.Debit), currency),
            Opening = Text(balances.Opening, currency),
            Closing = Text(balances.Closing ?? (counting.Count > 0 ? Stated(draft) : null), currency),
            AddsUp = balances.AddsUp,
            Breaks = balances.Bodies(currency),
            Gaps = [.. Gaps.Of(counting).Take(Limits.LoadDaysShown).Select(static gap => new LoadGapBody(
                DateText.ToDate(gap.From), DateText.ToDate(gap.To), gap.To - gap.From + 1))],
            Categories = Categories(draft.Taken, currency),
            Incomes = Incomes(draft.Taken, currency),
            Before = draft.Check?.Before is { } before ? Scores(before) : null,
            After = draft.Check is { } check && !check.AfterRebuild ? Scores(check.After) : null,
            AfterRebuild = draft.Check?.AfterRebuild ?? false,
        };
    }

    /// <summary>What the newest of its statements ends with.</summary>
    private static long? Stated(AccountDraft draft) => draft.Statements
        .Where(static each => each.Account is { To: not null, ClosingMinor: not null })
        .OrderBy(static each => each.Account.To).LastOrDefault().Account?.ClosingMinor;

    public static LoadRowsBody Count(IReadOnlyCollection<DraftRow> rows) => new(
        rows.Count,
        rows.Count(static row => row.Outcome == LoadOutcomes.Taken),
        rows.Count(static row => row.Outcome == LoadOutcomes.Known),
        rows.Count(static row => row.Outcome == LoadOutcomes.Repeated),
        rows.Count(static row => row.Outcome == LoadOutcomes.Likely),
        rows.Count(static row => row.Outcome == LoadOutcomes.Refused),
        rows.Count(static row => row.Outcome == LoadOutcomes.TakenBack));

    public static bool IsIncome(DraftRow row) => row.Transaction!.Direction == Direction.Credit
        && CategoryCatalogue.NameOf(row.Category).StartsWith(Income, StringComparison.Ordinal);

    public static string PayerOf(DraftRow row) =>
        (row.Transaction!.Counterparty ?? row.Transaction.Description ?? "").ToUpperInvariant();

    private static List<LoadCategoryBody> Categories(IEnumerable<DraftRow> rows, Currency currency) =>
        [.. rows.GroupBy(static row => row.Category)
            .Select(group => (Group: group, Amount: group.Where(row => row.Transaction!.Currency == currency)
                .Sum(static row => row.Transaction!.AmountMinor)))
            .OrderByDescending(static each => each.Amount)
            .Select(each => new LoadCategoryBody(
                CategoryCatalogue.NameOf(each.Group.Key), each.Group.Count(), MoneyText.Of(each.Amount, currency)))];

    private static List<LoadIncomeBody> Incomes(IEnumerable<DraftRow> rows, Currency currency) =>
        [.. Payers(rows.Where(row => row.IsBooked && IsIncome(row) && row.Transaction!.Currency == currency))
            .Select(static payer => (payer.Category, payer.Rows,
                Amount: payer.Rows.Sum(static row => row.Transaction!.AmountMinor)))
            .OrderByDescending(static each => each.Amount).Take(Limits.LoadIncomesShown)
            .Select(each => new LoadIncomeBody(
                each.Rows.Select(static row => row.Transaction!.Counterparty ?? row.Transaction.Description)
                    .OrderBy(static name => name?.Length ?? int.MaxValue).First(),
                CategoryCatalogue.NameOf(each.Category), each.Rows.Count, MoneyText.Of(each.Amount, currency),
                DateText.ToDate(each.Rows.Max(static row => row.Day))))];

    // One payer has a name in one file, and a name with more words in another.
    private static List<(Category Category, HashSet<string> Words, List<DraftRow> Rows)> Payers(
        IEnumerable<DraftRow> rows)
    {
        var payers = new List<(Category Category, HashSet<string> Words, List<DraftRow> Rows)>();
        foreach (var row in rows)
        {
            var words = LikelyTwins.WordsOf(row.Transaction!);
            var known = payers.FindIndex(payer => payer.Category == row.Category
                && (payer.Words.IsSubsetOf(words) || words.IsSubsetOf(payer.Words))
                && payer.Words.Count > 0 == words.Count > 0);
            if (known < 0)
            {
                payers.Add((row.Category, words, [row]));
                continue;
            }

            payers[known].Rows.Add(row);
            if (words.Count < payers[known].Words.Count)
            {
                payers[known] = (row.Category, words, payers[known].Rows);
            }
        }

        return payers;
    }

    private static string Sum(IEnumerable<DraftRow> rows, Currency currency) =>
        MoneyText.Of(rows.Sum(static row => row.Transaction!.AmountMinor), currency);

    private static string? Text(long? minor, Currency currency) =>
        minor is { } known ? MoneyText.Of(known, currency) : null;

    private static LoadScoresBody Scores(AccountView view) => new(
        view.Summary.Transactions == 0 ? null : view.Summary.LastAnomaly.Score,
        view.Summary.Credit.State == CreditState.InsufficientHistory ? null : view.Summary.Credit.Score);
}
