using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;
using OrleansRisk.Loads.Files;

namespace OrleansRisk.Api.Loads.Trust;

/// <summary>
/// What someone should know about statements before they are believed. Findings stand beside the scores and move none.
/// </summary>
internal sealed class TrustFindings
{
    private const int RowsNamed = 20;

    private readonly LoadDraft _draft;
    private readonly List<LoadFindingBody> _found = [];

    private readonly string _currency;

    private TrustFindings(LoadDraft draft, string currency) => (_draft, _currency) = (draft, currency);

    /// <summary>Those of the files themselves first, then account by account.</summary>
    /// <param name="currency">The tenant's.</param>
    public static IReadOnlyList<LoadFindingBody> Of(LoadDraft draft, string currency)
    {
        var findings = new TrustFindings(draft, currency);
        foreach (var file in draft.Files)
        {
            findings.OfFile(file);
        }

        foreach (var account in draft.Accounts)
        {
            findings.OfAccount(account);
        }

        foreach (var pair in SharedAmounts.Of(draft.Accounts))
        {
            findings.Add(FindingNames.SameAmounts, null, pair.Rows,
                $"{pair.One.Account.Account} and {pair.Other.Account.Account} have {pair.Rows.Count} rows of the same "
                + "day, amount and direction.");
        }

        return findings._found;
    }

    private void OfFile(LoadedFile file)
    {
        foreach (var finding in file.Findings)
        {
            Add(new LoadFindingBody(
                finding.Code, finding.Account, file.Name, finding.Line, finding.Place, [], finding.Message));
        }
    }

    private void OfAccount(AccountDraft account)
    {
        if (account.Rows.Count == 0)
        {
            return;
        }

        var rows = account.Counting.ToList();
        var currency = rows.Count > 0 ? rows[0].Transaction!.Currency.Code : _currency;
        if (account.Check is { Before: null } && currency != _currency)
        {
            Add(FindingNames.OtherCurrency, account, [rows[0]],
                $"The account would begin in {currency}; the tenant's currency is {_currency}.");
        }

        OfStatements(account);
        foreach (var (_, expected, stated, row) in account.Balances().Breaks)
        {
            Add(FindingNames.DayDoesNotAddUp, account, [row],
                $"The day's rows give {Money(row, expected)}; its last balance is {Money(row, stated)}.");
        }

        foreach (var (from, to, next) in Gaps.Of(rows))
        {
            Add(FindingNames.NoActivity, account, [next],
                $"There is no row for {to - from + 1} days before this one, and the account is busy around them.");
        }

        foreach (var (row, why) in PayRhythm.Of(rows))
        {
            Add(FindingNames.PayOffRhythm, account, [row], why);
        }

        foreach (var (arrived, left) in RoundTrips.Of(rows))
        {
            Add(FindingNames.RoundTrip, account, [arrived, left],
                $"The same amount came and went within {Math.Abs(left.Day - arrived.Day)} days.");
        }

        foreach (var row in account.Rows.Where(static row => row.Outcome == LoadOutcomes.Likely))
        {
            Add(FindingNames.LikelyTwin, account, [row],
                $"It is in all likelihood {row.TwinOf}: the same day, amount and direction, and the same balance, or a "
                + "text that is near.");
        }
    }

    private void OfStatements(AccountDraft account)
    {
        foreach (var (before, next) in StatementGaps.Of(account))
        {
            Add(FindingNames.StatementsDoNotMeet, account, FirstOf(account, next.File),
                $"{NameOf(next)} begins with {Money(account, next.Account.OpeningMinor!.Value)}; {NameOf(before)}, "
                + $"before it, ends with {Money(account, before.Account.ClosingMinor!.Value)}. "
                + "Is a statement missing?");
        }

        foreach (var gap in account.RecordedGaps)
        {
            Add(FindingNames.StatementsDoNotMeet, account, FirstOf(account, gap.Row.File),
                $"{_draft.Files[gap.Row.File].Name} {(gap.IsBefore ? "begins" : "ends")} with "
                + $"{Money(account, gap.Stated)}; what is recorded {(gap.IsBefore ? "before" : "after")} it "
                + $"{(gap.IsBefore ? "ends" : "begins")} with {Money(account, gap.Recorded)} on "
                + $"{DateText.ToDate(gap.Day):yyyy-MM-dd}. Is a statement missing?");
        }

        if (account.Statements.Find(each => account.Statements.Exists(
            one => one.File < each.File && each.Account.IsAnother(one.Account))) is { Account: not null } other)
        {
            var first = account.Statements.Find(each => other.Account.IsAnother(each.Account));
            Add(FindingNames.NumbersDiffer, account, FirstOf(account, other.File),
                $"{NameOf(first)} is of {first.Account.Number}, {NameOf(other)} of {other.Account.Number}, and both "
                + $"come under {account.Account.Account}.");
        }

        string NameOf((int File, FileAccount Account) statement) => _draft.Files[statement.File].Name;
    }

    private static IReadOnlyList<DraftRow> FirstOf(AccountDraft account, int file) =>
        [account.Rows.Find(row => row.File == file) ?? account.Rows[0]];

    private static string Money(AccountDraft account, long minor) => Money(account.Rows[0], minor);

    private static string Money(DraftRow row, long minor) => MoneyText.Of(minor, row.Transaction!.Currency);

    private void Add(string code, AccountDraft? account, IReadOnlyList<DraftRow> rows, string message) =>
        Add(new LoadFindingBody(
            code, account?.Account.Account, _draft.Files[rows[0].File].Name, rows[0].Line, rows[0].Place,
            [.. rows.Take(RowsNamed).Select(static row => row.Number)], message));

    private void Add(LoadFindingBody finding)
    {
        if (_found.Count < Limits.LoadFindingsMax)
        {
            _found.Add(finding);
        }
    }
}
