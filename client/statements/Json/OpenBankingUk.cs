using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Json;

/// <summary>Open Banking UK (OBIE) 3.1 and 4: transactions, balances with their indicator, accounts.</summary>
internal static class OpenBankingUk
{
    public static bool Is(JsonValue page) => page.Member("Data") is { IsObject: true } inside
        && (inside.Member("Transaction") is not null || inside.Member("Balance") is not null
            || inside.Member("Account") is not null);

    public static StatementFormat Read(JsonValue page, StatementBuilder file)
    {
        var inside = page.Member("Data")!.Value;
        foreach (var balance in inside.Member("Balance")?.Items() ?? [])
        {
            file.Row(() => Balance(balance, file));
        }

        foreach (var row in inside.Member("Transaction")?.Items() ?? [])
        {
            StatementSection? section = null;
            file.Row(() =>
            {
                section = file.Account(row.Text("AccountId"), AccountScheme.Provider,
                    row.Text("Amount", "Currency"), row.Place).Current;
                section.Add(Draft(row), row.Place);
            });
        }

        file.NextPage = page.Text("Links", "Next") ?? file.NextPage;
        return StatementFormat.OpenBankingUk;
    }

    private static void Balance(JsonValue balance, StatementBuilder file)
    {
        var account = file.Account(balance.Text("AccountId"), AccountScheme.Provider,
            balance.Text("Amount", "Currency"), balance.Place);
        var amount = balance.Amount("Amount", "Amount");
        var read = account.Balance(Direction(balance) == RowDirection.Debit ? -amount : amount,
            balance.Time("DateTime")?.Day, balance.Place);
        switch (balance.Text("Type"))
        {
            case "OpeningBooked" or "OPBD" or "PreviouslyClosedBooked" or "PRCD":
                account.Current.Opening = read;
                break;
            case "ClosingBooked" or "CLBD" or "InterimBooked" or "ITBD":
                account.Current.Closing ??= read;
                break;
            case "ClosingAvailable" or "CLAV" or "InterimAvailable" or "ITAV":
                account.Available ??= read;
                break;
        }
    }

    private static RowDraft Draft(JsonValue row)
    {
        var booked = row.Time("BookingDateTime");
        var value = row.Time("ValueDateTime");
        var direction = Direction(row);
        var (party, agent) = direction == RowDirection.Credit ? ("DebtorAccount", "DebtorAgent")
            : ("CreditorAccount", "CreditorAgent");
        var balance = row.Member("Balance");
        return new RowDraft
        {
            Id = row.Text("TransactionId"),
            Status = row.Text("Status") switch
            {
                null or "Booked" or "BOOK" => RowStatus.Booked,
                "Pending" or "PDNG" => RowStatus.Pending,
                "Rejected" or "RJCT" => RowStatus.Rejected,
                _ => throw RefusedException.Row(RefusalCodes.MissingField, Place.AtPath(row.Path + ".Status")),
            },
            Day = booked?.Day ?? value?.Day,
            At = booked?.At,
            ValueDay = value?.Day,
            Amount = row.Amount("Amount", "Amount"),
            Direction = direction,
            Text = row.Text("TransactionInformation") ?? row.Text("TransactionReference"),
            Counterparty = row.Text("MerchantDetails", "MerchantName") ?? row.Text(party, "Name")
                ?? row.Text(agent, "Name"),
            CounterpartyAccount = row.Text(party, "Identification"),
            Reference = row.Text("TransactionReference"),
            Code = row.Text("ProprietaryBankTransactionCode", "Code")
                ?? row.Text("BankTransactionCode", "SubCode") ?? row.Text("BankTransactionCode", "Code"),
            Mcc = row.Text("MerchantDetails", "MerchantCategoryCode"),
            BalanceAfter = balance is not { } after || after.Find("Amount", "Amount") is null ? null
                : Direction(after) == RowDirection.Debit ? -after.Amount("Amount", "Amount")
                : after.Amount("Amount", "Amount"),
            OriginalAmount = row.Find("CurrencyExchange", "InstructedAmount", "Amount") is null ? null
                : row.Amount("CurrencyExchange", "InstructedAmount", "Amount"),
            OriginalCurrency = row.Text("CurrencyExchange", "InstructedAmount", "Currency"),
            Rate = row.Text("CurrencyExchange", "ExchangeRate"),
        };
    }

    private static RowDirection Direction(JsonValue value) => value.Text("CreditDebitIndicator") switch
    {
        "Credit" or "CRDT" => RowDirection.Credit,
        "Debit" or "DBIT" => RowDirection.Debit,
        _ => throw RefusedException.Row(
            RefusalCodes.BadDirection, Place.AtPath(value.Path + ".CreditDebitIndicator")),
    };
}
