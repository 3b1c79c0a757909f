using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;
using OrleansRisk.Statements.Xml;

namespace OrleansRisk.Statements.Json;

/// <summary>
/// Deposits of India's Account Aggregator (ReBIT 1 and 2), as XML or as JSON of the same names in any case, alone or
/// inside what an aggregator wraps around them.
/// </summary>
internal static class AccountAggregator
{
    private static readonly string[] Wrappers =
        ["FI", "data", "decryptedFI", "account", "fipData", "fiObjects", "accounts", "payload"];

    public static bool Is(JsonValue page) => Accounts(page, 0).Any();

    public static bool IsXml(string text) => text.Contains("linkedAccRef", StringComparison.Ordinal)
        && text.Contains("<Transactions", StringComparison.Ordinal);

    public static StatementFormat Read(JsonValue page, StatementBuilder file)
    {
        foreach (var account in Accounts(page, 0))
        {
            var summary = Any(account, "summary");
            var section = Begin(file, name => Any(account, name)?.Text(), name => summary is { } known
                ? Any(known, name)?.Text() : null, account.Place);
            foreach (var row in Rows(account))
            {
                file.Row(() => Add(section, name => Any(row, name)?.Text(), row.Place), section);
            }
        }

        return StatementFormat.AccountAggregator;
    }

    public static Statement ReadXml(string text, StatementBuilder file)
    {
        XmlElement? account = null;
        StatementSection? section = null;
        XmlElements.Read(text, static name => name is "Summary" or "Transaction" or "Profile", element =>
        {
            switch (element.Name)
            {
                case "Account":
                    (account, section) = (element, null);
                    break;
                case "Summary" when account is { } known:
                    section = Begin(file, known.Attribute, element.Attribute, known.Place);
                    break;
                case "Transaction" when account is { } known:
                    section ??= Begin(file, known.Attribute, static _ => null, known.Place);
                    file.Row(() => Add(section, element.Attribute, element.Place), section);
                    break;
            }
        });
        return file.Finish(StatementFormat.AccountAggregator);
    }

    private static StatementSection Begin(
        StatementBuilder file, Func<string, string?> account, Func<string, string?> summary, Place place)
    {
        var reference = account("linkedAccRef");
        // Accounts of this network are in rupees, stated or not.
        var made = file.Account(reference ?? account("maskedAccNumber"),
            reference is null ? AccountScheme.Masked : AccountScheme.Provider, summary("currency") ?? "INR", place);
        var section = made.Section(place);
        if (summary("currentBalance") is { } balance)
        {
            var day = summary("balanceDateTime") is { } time ? ClockText.ReadIso(time)?.Day : null;
            file.Row(() => section.Closing = made.Balance(PlainAmount.Read(balance, place), day, place));
        }

        return section;
    }

    private static void Add(StatementSection section, Func<string, string?> of, Place place)
    {
        Place At(string name) => Place.AtPath($"{place.Path}.{name}");
        var time = of("transactionTimestamp") is { } stamp
            ? ClockText.ReadIso(stamp) ?? throw RefusedException.Row(RefusalCodes.BadDate, At("transactionTimestamp"))
            : default((DateOnly Day, RowTime? At)?);
        var value = of("valueDate") is { } text ? ClockText.ReadIso(text)?.Day : null;
        var amount = PlainAmount.Read(of("amount"), At("amount"));
        var kind = of("type")?.ToUpperInvariant();
        if (kind is "OPENING" or "CLOSING")
        {
            var balance = section.Account.Balance(amount, time?.Day ?? value, place);
            (section.Opening, section.Closing) = kind == "OPENING" ? (balance, section.Closing)
                : (section.Opening, balance);
            return;
        }

        section.Add(new RowDraft
        {
            Id = string.IsNullOrWhiteSpace(of("txnId")) ? null : of("txnId"),
            Day = time?.Day ?? value,
            At = time?.At,
            ValueDay = value,
            Amount = Math.Abs(amount),
            Direction = kind switch
            {
                "CREDIT" or "INTEREST" => RowDirection.Credit,
                "DEBIT" or "TDS" => RowDirection.Debit,
                _ => throw RefusedException.Row(RefusalCodes.BadDirection, At("type")),
            },
            Text = of("narration"),
            Reference = of("reference"),
            Channel = of("mode"),
            Code = kind is "INTEREST" or "TDS" ? kind : null,
            BalanceAfter = string.IsNullOrWhiteSpace(of("currentBalance")) ? null
                : PlainAmount.Read(of("currentBalance"), At("currentBalance")),
        }, place);
    }

    private static IEnumerable<JsonValue> Rows(JsonValue account) =>
        Any(account, "transactions") is not { } inside ? []
        : inside.IsArray ? inside.Items() : Any(inside, "transaction")?.Items() ?? [];

    // An account is what names a link or a masked number; wrappers around it are gone through.
    private static IEnumerable<JsonValue> Accounts(JsonValue value, int depth)
    {
        if (depth > 6)
        {
            yield break;
        }

        if (value.IsObject && (Any(value, "linkedAccRef") ?? Any(value, "maskedAccNumber")) is not null
            && Any(value, "transactions") is not null)
        {
            yield return value;
            yield break;
        }

        var inside = value.IsArray ? value.Items()
            : value.IsObject ? Wrappers.Select(name => Any(value, name)).OfType<JsonValue>() : [];
        foreach (var account in inside.SelectMany(each => Accounts(each, depth + 1)))
        {
            yield return account;
        }
    }

    private static JsonValue? Any(JsonValue value, string name)
    {
        if (value.Member(name) is { } exact)
        {
            return exact;
        }

        if (value.IsObject)
        {
            foreach (var member in value.Element.EnumerateObject())
            {
                if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                    && member.Value.ValueKind != System.Text.Json.JsonValueKind.Null)
                {
                    return new JsonValue(member.Value, $"{value.Path}.{member.Name}");
                }
            }
        }

        return null;
    }
}
