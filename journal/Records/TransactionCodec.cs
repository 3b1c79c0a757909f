using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// A transaction in bytes. Frozen: it is part of the <c>Assessed</c> body version 1 <em>and</em> the canonical content
/// that identities are compared by, so that it may never change for a transaction that could be sent again.
/// <code>
/// bytes  what
/// 2      presence, little-endian: bit 0 replaces, 1 day only, 2 counterparty, 3 category, 4 mcc, 5 channel, 6 country,
///        7 balance, 8 device, 9 geo, 10 description, 11 fx; 12–15 zero
/// 1      status in the low four bits, direction in the high four
/// text   id                          (a text is its UTF-8 length, unsigned, then the bytes)
/// signed at, ms since 1970
/// unsig. amount, minor units
/// unsig. currency, ISO 4217 number
/// then, each where its bit is set and in the order of the bits: text replaces, text counterparty, text category,
/// unsigned mcc, text channel, text country, signed balance, text device, signed latitude and longitude,
/// text description, signed mantissa and one byte scale of the rate
/// </code>
/// </summary>
internal static class TransactionCodec
{
    public static void Write(ref PayloadWriter writer, Transaction transaction)
    {
        writer.UInt16((ushort)PresentIn(transaction));
        writer.Byte((byte)((byte)transaction.Status | ((byte)transaction.Direction << 4)));
        writer.Text(transaction.Id);
        writer.Signed(transaction.At);
        writer.Unsigned((ulong)transaction.AmountMinor);
        writer.Unsigned(transaction.Currency.Number);
        WriteText(ref writer, transaction.Replaces);
        WriteText(ref writer, transaction.Counterparty);
        WriteText(ref writer, transaction.Category);
        if (transaction.Mcc != 0)
        {
            writer.Unsigned((uint)transaction.Mcc);
        }

        WriteText(ref writer, transaction.Channel);
        WriteText(ref writer, transaction.Country);
        if (transaction.BalanceMinor is { } balance)
        {
            writer.Signed(balance);
        }

        WriteText(ref writer, transaction.Device);
        if (transaction.Geo is { } geo)
        {
            writer.Signed(geo.LatitudeMicro);
            writer.Signed(geo.LongitudeMicro);
        }

        WriteText(ref writer, transaction.Description);
        if (transaction.Fx is { } fx)
        {
            writer.Signed(fx.Mantissa);
            writer.Byte(fx.Scale);
        }
    }

    public static Transaction Read(ref PayloadReader reader)
    {
        var present = (Present)reader.UInt16();
        if ((present & ~Present.All) != 0)
        {
            throw new RecordUnreadableException($"a transaction has unknown parts: {present}");
        }

        // Initialisers run in the order they are written, which is the order of the bytes.
        var kind = reader.Byte();
        return new Transaction
        {
            DayOnly = present.HasFlag(Present.DayOnly),
            Status = StatusOf(kind & 0x0F),
            Direction = DirectionOf(kind >> 4),
            Id = reader.Text(),
            At = reader.Signed(),
            AmountMinor = AmountFrom(reader.Unsigned()),
            Currency = CurrencyOf(reader.UnsignedInt16()),
            Replaces = present.HasFlag(Present.Replaces) ? reader.Text() : null,
            Counterparty = present.HasFlag(Present.Counterparty) ? reader.Text() : null,
            Category = present.HasFlag(Present.Category) ? reader.Text() : null,
            Mcc = present.HasFlag(Present.Mcc) ? reader.Count(int.MaxValue, "as a category code") : 0,
            Channel = present.HasFlag(Present.Channel) ? reader.Text() : null,
            Country = present.HasFlag(Present.Country) ? reader.Text() : null,
            BalanceMinor = present.HasFlag(Present.Balance) ? reader.Signed() : null,
            Device = present.HasFlag(Present.Device) ? reader.Text() : null,
            Geo = present.HasFlag(Present.Geo) ? new GeoPoint(reader.Int32(), reader.Int32()) : null,
            Description = present.HasFlag(Present.Description) ? reader.Text() : null,
            Fx = present.HasFlag(Present.Fx) ? new ExchangeRate(reader.Signed(), reader.Byte()) : null,
        };
    }

    private static void WriteText(ref PayloadWriter writer, string? text)
    {
        if (text is not null)
        {
            writer.Text(text);
        }
    }

    private static Present PresentIn(Transaction transaction) =>
        (transaction.Replaces is null ? 0 : Present.Replaces)
        | (transaction.DayOnly ? Present.DayOnly : 0)
        | (transaction.Counterparty is null ? 0 : Present.Counterparty)
        | (transaction.Category is null ? 0 : Present.Category)
        | (transaction.Mcc == 0 ? 0 : Present.Mcc)
        | (transaction.Channel is null ? 0 : Present.Channel)
        | (transaction.Country is null ? 0 : Present.Country)
        | (transaction.BalanceMinor is null ? 0 : Present.Balance)
        | (transaction.Device is null ? 0 : Present.Device)
        | (transaction.Geo is null ? 0 : Present.Geo)
        | (transaction.Description is null ? 0 : Present.Description)
        | (transaction.Fx is null ? 0 : Present.Fx);

    private static TransactionStatus StatusOf(int number) =>
        number is >= (int)TransactionStatus.Authorised and <= (int)TransactionStatus.Expired
            ? (TransactionStatus)number
            : throw new RecordUnreadableException($"no status has the number {number}");

    private static Direction DirectionOf(int number) => number is (int)Direction.Debit or (int)Direction.Credit
        ? (Direction)number
        : throw new RecordUnreadableException($"no direction has the number {number}");

    private static long AmountFrom(ulong amount) => amount <= long.MaxValue
        ? (long)amount
        : throw new RecordUnreadableException("an amount is beyond 63 bits");

    private static Currency CurrencyOf(ushort number)
    {
        try
        {
            return Currency.FromNumber(number);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new RecordUnreadableException($"no currency has the number {number}");
        }
    }

    [Flags]
    private enum Present : ushort
    {
        Replaces = 1,
        DayOnly = 2,
        Counterparty = 4,
        Category = 8,
        Mcc = 16,
        Channel = 32,
        Country = 64,
        Balance = 128,
        Device = 256,
        Geo = 512,
        Description = 1024,
        Fx = 2048,
        All = 4095,
    }
}
