using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>What has been read of a transaction so far. <see cref="Complete"/> checks what only the whole can
/// tell.</summary>
internal struct TransactionDraft
{
    public string? Id;
    public KnownAccount? Account;
    public long? AmountMinor;
    public AmountText Amount;
    public AmountText Balance;
    public string? Replaces;
    public string? Corrects;
    public string? Counterparty;
    public string? Category;
    public string? Channel;
    public string? Device;
    public string? Description;
    public string? Consent;
    public GeoPoint? Geo;

    private Currency? _currency;
    private Direction _direction;
    private TransactionStatus _status;
    private long? _at;
    private long? _date;
    private int _mcc;
    private string? _country;
    private ExchangeRate? _fx;

    public ErrorCode? TakeInstant(ReadOnlySpan<char> text)
    {
        var error = TimeText.Instant(text, out var at);
        _at = at;
        return error;
    }

    public ErrorCode? TakeDate(ReadOnlySpan<char> text)
    {
        var error = TimeText.Date(text, out var date);
        _date = date;
        return error;
    }

    public ErrorCode? TakeCurrency(ReadOnlySpan<char> text)
    {
        if (!Currency.TryParse(text, out var currency))
        {
            return ErrorCodes.CurrencyUnknown;
        }

        _currency = currency;
        return null;
    }

    public ErrorCode? TakeDirection(ReadOnlySpan<char> text)
    {
        _direction = text switch { "debit" => Direction.Debit, "credit" => Direction.Credit, _ => 0 };
        return _direction == 0 ? ErrorCodes.ValueUnknown : null;
    }

    public ErrorCode? TakeStatus(ReadOnlySpan<char> text)
    {
        _status = text switch
        {
            "authorised" => TransactionStatus.Authorised,
            "booked" => TransactionStatus.Booked,
            "reversed" => TransactionStatus.Reversed,
            "expired" => TransactionStatus.Expired,
            _ => 0,
        };
        return _status == 0 ? ErrorCodes.ValueUnknown : null;
    }

    public ErrorCode? TakeMcc(ReadOnlySpan<char> text)
    {
        if (text.Length != 4 || text.ContainsAnyExceptInRange('0', '9') || text is "0000")
        {
            return ErrorCodes.MccInvalid;
        }

        _mcc = ((text[0] - '0') * 1000) + ((text[1] - '0') * 100) + ((text[2] - '0') * 10) + (text[3] - '0');
        return null;
    }

    public ErrorCode? TakeCountry(ReadOnlySpan<char> text)
    {
        _country = Countries.Find(text);
        return _country is null ? ErrorCodes.CountryUnknown : null;
    }

    public ErrorCode? TakeFx(ReadOnlySpan<char> text)
    {
        var error = DecimalText.ToRate(text, out var mantissa, out var scale);
        _fx = new ExchangeRate(mantissa, scale);
        return error;
    }

    /// <summary>The transaction, or null with the reader's fault set. Called only where no field was at
    /// fault.</summary>
    public readonly Transaction? Complete(ref StrictObject reader, long now, long consentedFrom)
    {
        if (Missing() is { } missing)
        {
            reader.Refuse(ErrorCodes.FieldMissing, missing);
            return null;
        }

        if (Contradiction() is { } fields)
        {
            reader.Refuse(ErrorCodes.FieldConflict, fields);
            return null;
        }

        var status = _status == 0 ? TransactionStatus.Booked : _status;
        var fault = Money(status, out var amountMinor, out var balanceMinor) ?? Future(now)
            ?? ((_at ?? _date) < consentedFrom ? new LineFault(ErrorCodes.ConsentMissing, "consent") : null);
        if (fault is not null)
        {
            reader.Refuse(fault.Code, fault.Field);
            return null;
        }

        return new Transaction
        {
            Id = Id!,
            Status = status,
            Replaces = Replaces,
            At = _at ?? _date!.Value,
            DayOnly = _at is null,
            AmountMinor = amountMinor,
            Currency = _currency!.Value,
            Direction = _direction,
            Counterparty = Counterparty,
            Category = Category,
            Mcc = _mcc,
            Channel = Channel,
            Country = _country,
            BalanceMinor = balanceMinor,
            Device = Device,
            Geo = Geo,
            Description = Description,
            Fx = _fx,
        };
    }

    private readonly string? Missing() =>
        Id is null ? "id"
        : Account is null ? "account"
        : _at is null && _date is null ? "at"
        : !Amount.Stated && AmountMinor is null ? "amount"
        : _currency is null ? "currency"
        : _direction == 0 ? "direction"
        : null;

    private readonly string? Contradiction() =>
        _at is not null && _date is not null ? "at,date"
        : Amount.Stated && AmountMinor is not null ? "amount,amount_minor"
        : null;

    private readonly LineFault? Money(TransactionStatus status, out long amountMinor, out long? balanceMinor)
    {
        amountMinor = AmountMinor ?? 0;
        balanceMinor = null;
        var decimals = _currency!.Value.Decimals;
        if (Amount.Stated && DecimalText.ToMinor(Amount.Text, decimals, out amountMinor) is { } amountError)
        {
            return new LineFault(amountError, "amount");
        }

        if (amountMinor == 0 && status != TransactionStatus.Authorised)
        {
            return new LineFault(ErrorCodes.AmountZero, Amount.Stated ? "amount" : "amount_minor");
        }

        if (Balance.Stated)
        {
            if (DecimalText.ToSignedMinor(Balance.Text, decimals, out var balance) is { } balanceError)
            {
                return new LineFault(balanceError, "balance");
            }

            balanceMinor = balance;
        }

        return null;
    }

    private readonly LineFault? Future(long now)
    {
        var soonest = now + (long)Limits.FutureMax.TotalMilliseconds;
        return _at > soonest ? new LineFault(ErrorCodes.InTheFuture, "at")
            : _date > soonest + (long)Limits.DayAheadMax.TotalMilliseconds
                ? new LineFault(ErrorCodes.InTheFuture, "date")
            : null;
    }
}
