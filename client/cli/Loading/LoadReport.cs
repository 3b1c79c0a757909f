using System.Globalization;
using OrleansRisk.Contract.Loads;
using Spectre.Console;

namespace OrleansRisk.Cli.Loading;

/// <summary>A load as a person reads it: files, accounts, what is refused and why, and what to look at.</summary>
internal static class LoadReport
{
    private const int AccountsShown = 20, IncomesShown = 3, WideFrom = 124;

    /// <summary>What files are like, and nothing to worry about.</summary>
    private static readonly string[] Notes =
        ["newest_first", "encoding_assumed", "dates_assumed", "direction_assumed", "no_money", "row_repeated"];

    public static void Write(
        IAnsiConsole console, LoadBody load, LoadAccountPage accounts, LoadFindingPage findings)
    {
        console.Write(Files(load));
        console.Write(Accounts(accounts, load.Accounts, console.Profile.Width >= WideFrom));
        foreach (var account in accounts.Accounts.Where(static each => each.Incomes.Count > 0).Take(AccountsShown))
        {
            var paid = account.Incomes.Take(IncomesShown).Select(static income =>
                $"{income.Payer ?? "?"} {income.Amount} in {Times(income.Payments)}");
            console.WriteLine($"{account.Account} is paid by: {string.Join("; ", paid)}");
        }

        foreach (var account in accounts.Accounts.Where(static each => IsPaidByNobody(each)).Take(AccountsShown))
        {
            console.WriteLine(
                $"{account.Account}: nothing shows that any of the {account.MoneyIn} that came in is income. If it is, "
                + "state its category, by a map or by rules of your own.");
        }

        Refusals(console, load);
        Findings(console, load, findings);
        console.WriteLine(Sentence(load));
    }

    private static bool IsPaidByNobody(LoadAccountBody account) =>
        account is { Incomes.Count: 0, Rows.Taken: > 0 } && account.MoneyIn.AsSpan().ContainsAnyInRange('1', '9');

    /// <summary>One sentence that holds without the tables.</summary>
    public static string Sentence(LoadBody load)
    {
        var rows = load.Rows;
        var parts = new List<string> { $"{rows.Read:N0} rows" };
        Add(load.State == LoadStates.Draft ? "to be taken" : "taken", rows.Taken);
        Add("known already", rows.Known);
        Add("twice in the files", rows.Repeated);
        Add("likely another's twin", rows.Likely);
        Add(load.State == LoadStates.Draft ? "to be taken back" : "taken back", rows.TakenBack);
        Add("refused", rows.Refused);
        return string.Join(", ", parts) + ".";

        void Add(string what, int count)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
            }
        }
    }

    private static Table Files(LoadBody load)
    {
        var notes = load.Files.Any(static file => NoteOf(file).Length > 0);
        var table = new Table().Border(TableBorder.Rounded).AddColumns("file", "format", "rows");
        table.Columns[2].Alignment = Justify.Right;
        table = notes ? table.AddColumn("") : table;
        foreach (var file in load.Files)
        {
            string[] cells =
            [
                file.Name,
                file.Dialect is null || file.Dialect == file.Format ? file.Format ?? "?"
                    : $"{file.Format} ({file.Dialect})",
                file.Rows.ToString("N0", CultureInfo.InvariantCulture),
                .. notes ? [NoteOf(file)] : Array.Empty<string>(),
            ];
            table.AddRow([.. cells.Select(static cell => new Text(cell))]);
        }

        return table;
    }

    private static string NoteOf(LoadFileBody file) =>
        file.Refusal is { } refusal ? $"not read: {refusal.Message} {refusal.Next}"
        : file.NextPage is not null ? "there is a further page" : "";

    private static Table Accounts(LoadAccountPage page, int all, bool wide)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var (name, right, _) in Columns(wide))
        {
            table.AddColumn(new TableColumn(name) { NoWrap = true, Alignment = right ? Justify.Right : Justify.Left });
        }

        foreach (var account in page.Accounts.Take(AccountsShown))
        {
            table.AddRow([.. Columns(wide).Select(column => new Text(column.Cell(account)))]);
        }

        return all > AccountsShown
            ? table.Caption(string.Create(
                CultureInfo.InvariantCulture, $"the first {AccountsShown} of {all:N0} accounts"))
            : table;
    }

    private static (string Name, bool Right, Func<LoadAccountBody, string> Cell)[] Columns(bool wide) =>
    [
        ("account", false, static account => account.Known ? account.Account : account.Account + " (new)"),
        ("from", false, static account => Day(account.From)),
        ("to", false, static account => Day(account.To)),
        ("taken", true, static account => string.Create(
            CultureInfo.InvariantCulture, $"{account.Rows.Taken:N0} of {account.Rows.Read:N0}")),
        .. wide
            ? new (string, bool, Func<LoadAccountBody, string>)[]
            {
                ("opening", true, static account => account.Opening ?? "–"),
                ("in", true, static account => account.MoneyIn),
                ("out", true, static account => account.MoneyOut),
            }
            : [],
        ("balance", true, static account => account.Closing is { } closing ? $"{account.Currency} {closing}" : "–"),
        ("adds up", false, static account => account.AddsUp switch
        {
            true => "yes",
            false => $"no: {Day(account.Breaks[0].Day)}",
            _ => "–",
        }),
        .. wide
            ? new (string, bool, Func<LoadAccountBody, string>)[]
            {
                ("credit", false, static account => Scores(account, static scores => scores.Credit)),
                ("anomaly", false, static account => Scores(account, static scores => scores.Anomaly)),
            }
            : [],
    ];

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "–";

    private static string Scores(LoadAccountBody account, Func<LoadScoresBody, int?> of)
    {
        var before = account.Before is { } now ? of(now)?.ToString(CultureInfo.InvariantCulture) ?? "–" : "–";
        return account.AfterRebuild ? $"{before} → known after"
            : account.After is not { } then ? before
            : before == (of(then)?.ToString(CultureInfo.InvariantCulture) ?? "–") ? before
            : $"{before} → {of(then)?.ToString(CultureInfo.InvariantCulture) ?? "–"}";
    }

    private static void Refusals(IAnsiConsole console, LoadBody load)
    {
        foreach (var refusal in load.Refusals)
        {
            var about = refusal.Field is { Length: > 0 } field ? $" ({field})" : "";
            var place = refusal.Place is { } more ? $", {more}"
                : refusal.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $", line {line}") : "";
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"refused {refusal.Rows:N0}: {refusal.Code}{about}, first in {refusal.File}{place}. "
                    + $"{refusal.Message} {refusal.Next}"));
        }
    }

    private static void Findings(IAnsiConsole console, LoadBody load, LoadFindingPage page)
    {
        foreach (var code in load.Findings)
        {
            var first = page.Findings.FirstOrDefault(finding => finding.Code == code.Code);
            var line = first?.Line is { } at ? string.Create(CultureInfo.InvariantCulture, $", line {at}") : "";
            var where = first is null ? "" : $", first in {first.File}{line}. {first.Message}";
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(Notes.Contains(code.Code) ? "noted" : "look at")} {code.Count:N0}: {code.Code}{where}"));
        }
    }

    private static string Times(int count) => count == 1 ? "1 payment" : $"{count} payments";
}
