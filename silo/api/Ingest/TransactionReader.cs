using System.Text.Json;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>One line of an upload: a valid transaction of a known account, or why it is none.</summary>
internal readonly record struct TransactionLine(
    KnownAccount? Account, Transaction? Transaction, string? Id, LineFault? Fault)
{
    /// <summary>The recorded transaction that it is a better version of; null for none.</summary>
    public string? Corrects { get; init; }

    /// <summary>The consent that it is sent under; null where it names none.</summary>
    public string? Consent { get; init; }
}

/// <summary>
/// Turns one JSON object into a valid transaction or a typed error that names the field. Nothing below checks any of
/// this again.
/// </summary>
internal static class TransactionReader
{
    private const int Id = 0, Account = 1, At = 2, Date = 3, Amount = 4, AmountMinor = 5, CurrencyCode = 6,
        DirectionWord = 7,
        Status = 8, Replaces = 9, Counterparty = 10, Category = 11, Mcc = 12, Channel = 13, Country = 14, Balance = 15,
        Device = 16, Geo = 17, Description = 18, Fx = 19, Corrects = 20, Consent = 21;

    private static readonly string[] Names =
    [
        "id", "account", "at", "date", "amount", "amount_minor", "currency", "direction",
        "status", "replaces", "counterparty", "category", "mcc", "channel", "country", "balance",
        "device", "geo", "description", "fx", "corrects", "consent",
    ];

    private static readonly FieldTable Table = new(Names);

    public static TransactionLine Read(ReadOnlySpan<byte> utf8, UploadRules rules)
    {
        var reader = new StrictObject(utf8, Names, Table, rules.Unknown, rules.Strict);
        var draft = new TransactionDraft();
        ReadFields(ref reader, ref draft, rules);
        var transaction = reader.Fault is null ? draft.Complete(ref reader, rules.Now, rules.ConsentedFrom) : null;
        return reader.Fault is null
            ? new TransactionLine(draft.Account, transaction, draft.Id, null)
            {
                Corrects = draft.Corrects,
                Consent = draft.Consent,
            }
            : new TransactionLine(null, null, draft.Id, reader.Fault);
    }

    private static void ReadFields(ref StrictObject reader, ref TransactionDraft draft, UploadRules rules)
    {
        Span<char> scratch = stackalloc char[Limits.WrittenTextMax];
        for (var field = reader.Next(); field >= 0; field = reader.Next())
        {
            var name = Names[field];
            switch (field)
            {
                case Id:
                    draft.Id = IdText(ref reader, scratch, name) ?? draft.Id;
                    break;
                case Account:
                    ReadAccount(ref reader, ref draft, scratch, rules);
                    break;
                case AmountMinor:
                    draft.AmountMinor = reader.Integer(
                        name, ErrorCodes.AmountNotText, ErrorCodes.AmountOutOfRange, Limits.AmountMinorMax);
                    break;
                case Amount when reader.Token == JsonTokenType.Number:
                    reader.Refuse(ErrorCodes.AmountNotText, name);
                    break;
                case Geo:
                    ReadGeo(ref reader, ref draft);
                    break;
                case Replaces:
                    draft.Replaces = IdText(ref reader, scratch, name);
                    break;
                case Corrects:
                    draft.Corrects = IdText(ref reader, scratch, name);
                    break;
                case Device:
                    draft.Device = IdText(ref reader, scratch, name);
                    break;
                case Consent:
                    draft.Consent = IdText(ref reader, scratch, name);
                    break;
                default:
                    ReadText(ref reader, ref draft, field, name, scratch);
                    break;
            }
        }
    }

    private static void ReadText(
        ref StrictObject reader, ref TransactionDraft draft, int field, string name, scoped Span<char> scratch)
    {
        var length = reader.Text(scratch, name);
        if (length < 0)
        {
            return;
        }

        ReadOnlySpan<char> text = scratch[..length];
        var error = field switch
        {
            At => draft.TakeInstant(text),
            Date => draft.TakeDate(text),
            Amount => draft.Amount.Take(text),
            Balance => draft.Balance.Take(text),
            CurrencyCode => draft.TakeCurrency(text),
            DirectionWord => draft.TakeDirection(text),
            Status => draft.TakeStatus(text),
            Counterparty => TakeFree(text, Limits.CounterpartyCharactersMax, ref draft.Counterparty),
            Category => TakeFree(text, Limits.CategoryCharactersMax, ref draft.Category),
            Channel => TakeFree(text, Limits.ChannelCharactersMax, ref draft.Channel),
            Description => TakeFree(text, Limits.DescriptionCharactersMax, ref draft.Description),
            Mcc => draft.TakeMcc(text),
            Country => draft.TakeCountry(text),
            Fx => draft.TakeFx(text),
            _ => throw new InvalidOperationException("every field of the table has a case"),
        };
        if (error is not null)
        {
            reader.Refuse(error, name);
        }
    }

    private static ErrorCode? TakeFree(ReadOnlySpan<char> text, int charactersMax, ref string? place)
    {
        var error = TextRules.Free(text, charactersMax);
        place = error is null ? text.ToString() : null;
        return error;
    }

    private static string? IdText(ref StrictObject reader, scoped Span<char> scratch, string name)
    {
        var length = reader.Text(scratch, name);
        if (length < 0)
        {
            return null;
        }

        var text = scratch[..length];
        if (TextRules.Id(text) is { } error)
        {
            reader.Refuse(error, name);
            return null;
        }

        return text.ToString();
    }

    private static void ReadAccount(
        ref StrictObject reader, ref TransactionDraft draft, scoped Span<char> scratch, UploadRules rules)
    {
        var length = reader.Text(scratch, "account");
        if (length < 0)
        {
            return;
        }

        draft.Account = rules.Account(scratch[..length], out var fault);
        if (fault is not null)
        {
            reader.Refuse(fault.Code, fault.Field);
        }
    }

    private static void ReadGeo(ref StrictObject reader, ref TransactionDraft draft)
    {
        if (!reader.Pair("geo", "lat"u8, "lon"u8, out var latitude, out var longitude))
        {
            return;
        }

        if (latitude is < -90 or > 90 || longitude is < -180 or > 180)
        {
            reader.Refuse(ErrorCodes.NumberOutOfRange, "geo");
            return;
        }

        draft.Geo = new GeoPoint((int)Math.Round(latitude * 1e6), (int)Math.Round(longitude * 1e6));
    }
}
