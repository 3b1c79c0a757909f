using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Json;

/// <summary>Plaid's answers to /transactions/get and /transactions/sync.</summary>
internal static class PlaidAnswer
{
    public static bool IsSync(JsonValue page) => page.Member("added") is { IsArray: true }
        || page.Member("modified") is { IsArray: true } || page.Member("removed") is { IsArray: true };

    public static bool IsGet(JsonValue page) => page.Member("transactions") is { IsArray: true } rows
        && (page.Member("accounts") is { IsArray: true }
            || rows.Items().Any(static row => row.Member("transaction_id") is not null));

    public static StatementFormat Read(JsonValue page, StatementBuilder file)
    {
        var currencies = new Dictionary<string, string>(StringComparer.Ordinal);
        var credit = new HashSet<string>(StringComparer.Ordinal);
        foreach (var account in page.Member("accounts")?.Items() ?? [])
        {
            file.Row(() => Account(account, file, currencies, credit));
        }

        foreach (var name in new[] { "transactions", "added", "modified" })
        {
            foreach (var row in page.Member(name)?.Items() ?? [])
            {
                file.Row(() => Row(row, name == "modified", file, currencies, credit));
            }
        }

        var only = page.Member("accounts")?.Items().ToList() is [var one] ? one.Text("account_id") : null;
        foreach (var row in page.Member("removed")?.Items() ?? [])
        {
            file.Row(() => Removed(row, only, file, currencies));
        }

        file.NextPage = page.Member("has_more")?.Element.ValueKind == System.Text.Json.JsonValueKind.True
            ? page.Text("next_cursor") : null;
        return IsSync(page) ? StatementFormat.PlaidSync : StatementFormat.PlaidGet;
    }

    private static void Account(
        JsonValue account, StatementBuilder file, Dictionary<string, string> currencies, HashSet<string> credit)
    {
        var (id, currency) = (account.Text("account_id"), Currency(account.Member("balances") ?? account));
        if (id is null || currency is null)
        {
            return;
        }

        currencies[id] = currency;
        var isOwed = account.Text("type") is "credit" or "loan";
        if (isOwed)
        {
            credit.Add(id);
        }

        if (account.Find("balances", "current") is not null)
        {
            var balances = account.Member("balances")!.Value;
            var made = file.Account(id, AccountScheme.Provider, currency, account.Place);
            var current = balances.Amount("current");
            made.Current.Closing = made.Balance(isOwed ? -current : current, null, balances.Place);
            made.Available = !isOwed && balances.Member("available") is not null
                ? made.Balance(balances.Amount("available"), null, balances.Place) : null;
        }
    }

    private static void Row(
        JsonValue row, bool isModified, StatementBuilder file, Dictionary<string, string> currencies,
        HashSet<string> credit)
    {
        var id = row.Text("account_id")
            ?? throw RefusedException.Row(RefusalCodes.MissingField, Place.AtPath(row.Path + ".account_id"));
        var currency = Currency(row) ?? (currencies.TryGetValue(id, out var known) ? known : null);
        var account = file.Account(id, AccountScheme.Provider, currency, row.Place);
        var amount = row.Amount("amount");
        var direction = amount > 0 ? RowDirection.Debit : RowDirection.Credit;
        var code = row.Text("personal_finance_category", "detailed");
        var time = row.Time("datetime");
        account.Current.Add(new RowDraft
        {
            Id = row.Text("transaction_id")
                ?? throw RefusedException.Row(RefusalCodes.MissingField, Place.AtPath(row.Path + ".transaction_id")),
            Status = row.Member("pending")?.Element.ValueKind == System.Text.Json.JsonValueKind.True
                ? RowStatus.Pending : RowStatus.Booked,
            IsModified = isModified,
            Day = row.Time("date")?.Day ?? time?.Day,
            At = time?.At,
            Amount = Math.Abs(amount),
            Direction = direction,
            Text = row.Text("name") ?? row.Text("original_description"),
            Counterparty = row.Text("merchant_name") ?? Counterparty(row),
            Replaces = row.Text("pending_transaction_id"),
            Category = IsCardBill(row, credit.Contains(id), direction) ? "own_transfer"
                : PlaidCategories.Of(code, direction),
            Code = code ?? row.Text("category_id"),
            Channel = row.Text("payment_channel"),
            Reference = row.Text("payment_meta", "reference_number") ?? row.Text("check_number"),
        }, row.Place);
    }

    // A card's bill that was paid arrives on the card: the provider has been seen to call it a salary.
    private static bool IsCardBill(JsonValue row, bool isCard, RowDirection direction) =>
        direction == RowDirection.Credit && (isCard
            ? row.Text("personal_finance_category", "primary") is "INCOME" or "LOAN_PAYMENTS"
            : row.Text("name")?.StartsWith("payment thank you", StringComparison.OrdinalIgnoreCase) == true);

    private static string? Counterparty(JsonValue row) => row.Member("counterparties")?.Items()
        .Select(static party => party.Text("name")).FirstOrDefault(static name => name is not null);

    // Earlier answers name no account of what was removed: it is the only one's, if there is one alone.
    private static void Removed(
        JsonValue row, string? only, StatementBuilder file, Dictionary<string, string> currencies)
    {
        var id = row.Text("account_id") ?? only;
        var currency = id is not null && currencies.TryGetValue(id, out var known) ? known : null;
        file.Account(id, AccountScheme.Provider, currency, row.Place).Current.Add(new RowDraft
        {
            Id = row.Text("transaction_id")
                ?? throw RefusedException.Row(RefusalCodes.MissingField, Place.AtPath(row.Path + ".transaction_id")),
            Status = RowStatus.Removed,
        }, row.Place);
    }

    private static string? Currency(JsonValue value) =>
        value.Text("iso_currency_code") ?? value.Text("unofficial_currency_code");
}
