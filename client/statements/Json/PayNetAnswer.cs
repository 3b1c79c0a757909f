using System.Text.Json;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Json;

/// <summary>Open Finance Malaysia: the decrypted answers of PayNet's platform for transactions and balances.</summary>
internal static class PayNetAnswer
{
    public static bool Is(JsonValue page) => page.Member("data") is { } inside
        && inside.Items().Any(static each => each.Member("account_id") is not null && IsEither(each));

    public static StatementFormat Read(JsonValue page, StatementBuilder file)
    {
        foreach (var each in page.Member("data")!.Value.Items())
        {
            StatementSection? section = null;
            file.Row(() =>
            {
                if (each.Member("transaction_id") is null && each.Member("current_balance") is not null)
                {
                    Balance(each, file);
                    return;
                }

                section = file.Account(each.Text("account_id"), AccountScheme.Provider,
                    each.Text("amount", "currency"), each.Place).Current;
                section.Add(Draft(each), each.Place);
            });
        }

        file.NextPage = page.Text("links", "next") ?? page.Text("meta", "next_cursor") ?? file.NextPage;
        return StatementFormat.PayNet;
    }

    private static bool IsEither(JsonValue each) => each.Member("current_balance") is not null
        || (each.Member("transaction_id") is not null && each.Member("credit_debit_indicator") is not null);

    private static void Balance(JsonValue each, StatementBuilder file)
    {
        var current = each.Member("current_balance")!.Value;
        var account = file.Account(each.Text("account_id"), AccountScheme.Provider,
            current.Text("amount", "currency"), each.Place);
        var amount = current.Amount("amount", "amount");
        account.Current.Closing = account.Balance(
            Direction(current) == RowDirection.Debit ? -amount : amount, null, current.Place);
    }

    private static RowDraft Draft(JsonValue row)
    {
        var time = row.Time("transaction_date") ?? row.Time("posting_date");
        return new RowDraft
        {
            Id = row.Text("transaction_id"),
            Status = row.Member("is_settled")?.Element.ValueKind == JsonValueKind.False
                ? RowStatus.Pending : RowStatus.Booked,
            Day = time?.Day,
            At = time?.At,
            Amount = row.Amount("amount", "amount"),
            Direction = Direction(row),
            Text = row.Text("description"),
            Counterparty = row.Text("counterparty_name") ?? row.Text("merchant_name"),
            Reference = row.Text("reference"),
            Mcc = row.Text("merchant_category_code"),
            Code = row.Text("transfer_submethod") ?? row.Text("transaction_type"),
            Channel = row.Text("transfer_method"),
        };
    }

    private static RowDirection Direction(JsonValue value) =>
        value.Text("credit_debit_indicator")?.ToUpperInvariant() switch
        {
            "CREDIT" => RowDirection.Credit,
            "DEBIT" => RowDirection.Debit,
            _ => throw RefusedException.Row(
                RefusalCodes.BadDirection, Place.AtPath(value.Path + ".credit_debit_indicator")),
        };
}
