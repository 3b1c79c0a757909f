using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Json;

/// <summary>Berlin Group NextGenPSD2, as banks and GoCardless send it: booked and pending rows, balances.</summary>
internal static class BerlinGroup
{
    public static bool Is(JsonValue page) => Sets(page) is not null
        || page.Member("balances")?.Items().Any(static each => each.Member("balanceAmount") is not null) == true;

    public static StatementFormat Read(JsonValue page, StatementBuilder file)
    {
        var id = page.Text("account", "iban") ?? page.Text("account", "bban") ?? page.Text("account", "resourceId")
            ?? page.Text("account_id");
        foreach (var balance in page.Member("balances")?.Items() ?? [])
        {
            file.Row(() => Balance(balance, id, file));
        }

        foreach (var (name, status) in new[] { ("booked", RowStatus.Booked), ("pending", RowStatus.Pending) })
        {
            foreach (var row in Sets(page)?.Member(name)?.Items() ?? [])
            {
                StatementSection? section = null;
                file.Row(() =>
                {
                    section = file.Account(id, AccountScheme.Provider, row.Text("transactionAmount", "currency"),
                        row.Place).Current;
                    section.Add(Draft(row, status), row.Place);
                });
            }
        }

        file.NextPage = Sets(page)?.Text("_links", "next", "href") ?? file.NextPage;
        return StatementFormat.BerlinGroup;
    }

    private static JsonValue? Sets(JsonValue page) =>
        page.Member("transactions") is { IsObject: true } inside && HasSets(inside) ? inside
        : HasSets(page) ? page : null;

    private static bool HasSets(JsonValue value) =>
        value.Member("booked") is { } booked && (booked.IsArray || booked.IsObject)
        || value.Member("pending") is { } pending && (pending.IsArray || pending.IsObject);

    private static void Balance(JsonValue balance, string? id, StatementBuilder file)
    {
        var account = file.Account(
            id, AccountScheme.Provider, balance.Text("balanceAmount", "currency"), balance.Place);
        var read = account.Balance(balance.Amount("balanceAmount", "amount"),
            balance.Time("referenceDate")?.Day ?? balance.Time("lastChangeDateTime")?.Day, balance.Place);
        switch (balance.Text("balanceType"))
        {
            case "openingBooked":
                account.Current.Opening = read;
                break;
            case "closingBooked" or "interimBooked":
                account.Current.Closing ??= read;
                break;
            case "interimAvailable" or "closingAvailable" or "expected":
                account.Available ??= read;
                break;
        }
    }

    private static RowDraft Draft(JsonValue row, RowStatus status)
    {
        var booked = row.Time("bookingDateTime") ?? row.Time("bookingDate");
        var value = row.Time("valueDateTime") ?? row.Time("valueDate");
        var amount = row.Amount("transactionAmount", "amount");
        var (name, other) = amount < 0 ? ("creditorName", "creditorAccount") : ("debtorName", "debtorAccount");
        return new RowDraft
        {
            Id = row.Text("transactionId") ?? row.Text("internalTransactionId") ?? row.Text("entryReference"),
            Status = status,
            Day = row.Time("bookingDate")?.Day ?? booked?.Day ?? value?.Day,
            At = booked?.At ?? (booked is null ? value?.At : null),
            ValueDay = value?.Day,
            Amount = amount,
            Text = Text(row),
            Counterparty = row.Text(name) ?? row.Text("creditorName") ?? row.Text("debtorName"),
            CounterpartyAccount = row.Text(other, "iban") ?? row.Text(other, "bban"),
            Reference = row.Text("endToEndId") is "NOTPROVIDED" ? null : row.Text("endToEndId"),
            Code = row.Text("bankTransactionCode") ?? row.Text("proprietaryBankTransactionCode"),
            Mcc = row.Text("merchantCategoryCode"),
            BalanceAfter = row.Find("balanceAfterTransaction", "balanceAmount", "amount") is null ? null
                : row.Amount("balanceAfterTransaction", "balanceAmount", "amount"),
        };
    }

    private static string? Text(JsonValue row)
    {
        var lines = row.Member("remittanceInformationUnstructuredArray")?.Items()
            .Select(static line => line.Text()).Where(static line => line is not null).ToList();
        return row.Text("remittanceInformationUnstructured")
            ?? (lines is { Count: > 0 } ? string.Join(' ', lines) : null)
            ?? row.Text("remittanceInformationStructured") ?? row.Text("additionalInformation");
    }
}
