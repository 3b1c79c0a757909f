using System.Globalization;
using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>A result as text that a person can compare with the file.</summary>
public static class Rendered
{
    public static string Of(StatementResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new StringBuilder();
        switch (result)
        {
            case StatementResult.Refused(var refusal):
                page.AppendLine(CultureInfo.InvariantCulture, $"refused {refusal}");
                break;
            case StatementResult.Read(var statement):
                Add(page, statement);
                break;
        }

        return page.ToString();
    }

    private static void Add(StringBuilder page, Statement statement)
    {
        page.AppendLine($"{statement.Format} {statement.Dialect}".TrimEnd());
        foreach (var account in statement.Accounts)
        {
            page.AppendLine(string.Join(' ', new[]
            {
                $"account '{account.Id}' {account.Scheme} {account.Currency}", Named("holder", account.Holder),
                Named("bank", account.Bank), Of("opening", account.Opening), Of("closing", account.Closing),
                Of("available", account.Available),
            }.Where(static part => part is not null)));
            foreach (var row in account.Rows)
            {
                page.AppendLine(Of(row));
            }

            page.AppendLine(CultureInfo.InvariantCulture, $"  booked {account.Booked}");
        }

        foreach (var refusal in statement.RefusedRows)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"refused row {refusal}");
        }

        foreach (var finding in statement.Findings)
        {
            page.AppendLine($"found {finding.Code} at {finding.Place}: {finding.Message}");
        }

        if (statement.NextPage is { } next)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"next {next}");
        }
    }

    private static string Of(StatementRow row) => "  " + string.Join(' ', new[]
    {
        Day(row.Day), row.Status.ToString().ToLowerInvariant(), row.Signed.Text, $"id={row.Id}",
        row.ValueDay is null ? null : $"value={Day(row.ValueDay)}",
        row.At is not { } at ? null : string.Create(CultureInfo.InvariantCulture, $"at={at.Local:HH:mm:ss}")
            + (at.Offset is { } offset ? (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm",
                CultureInfo.InvariantCulture) : " local"),
        Named("text", row.Text), Named("with", row.Counterparty), Named("account", row.CounterpartyAccount),
        Named("ref", row.Reference), Named("replaces", row.Replaces), Named("category", row.Category),
        Named("code", row.Code), Named("mcc", row.Mcc), Named("channel", row.Channel),
        row.IsReversal ? "reversal" : null, row.IsModified ? "modified" : null,
        row.BalanceAfter is { } balance ? $"balance={balance}" : null,
        row.Original is not { } original ? null
            : $"original={original.Amount} {original.Currency} {original.Rate}".TrimEnd(),
        $"({row.Place})",
    }.Where(static part => part is not null));

    private static string? Named(string name, string? text) => text is null ? null : $"{name}='{text}'";

    private static string? Of(string name, StatementBalance? balance) =>
        balance is null ? null : $"{name}={balance.Amount}{(balance.Day is null ? "" : "@" + Day(balance.Day))}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no-day";
}
