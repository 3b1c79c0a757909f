using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>Transactions and batches of them, as bytes.</summary>
internal static class TransactionWire
{
    [Flags]
    private enum Stated : byte
    {
        None = 0,
        DayOnly = 1,
        Balance = 2,
        Geo = 4,
        Fx = 8,
    }

    public static void Write(WireWriter wire, TransactionBatch batch)
    {
        wire.Text(batch.Account);
        wire.Byte((byte)batch.Mode);
        wire.UInt((ulong)batch.Items.Count);
        for (var i = 0; i < batch.Items.Count; i++)
        {
            Write(wire, batch.Items[i]);
        }
    }

    public static TransactionBatch ReadBatch(ref WireReader wire)
    {
        var account = wire.TextOrEmpty();
        var mode = (IngestMode)wire.Byte();
        var items = new Transaction[wire.Length()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Read(ref wire);
        }

        return new TransactionBatch(account, items, mode);
    }

    public static void Write(WireWriter wire, Transaction transaction)
    {
        var part = wire.Begin();
        var stated = StatedBy(transaction);
        wire.Byte((byte)stated);
        wire.Text(transaction.Id);
        wire.Byte((byte)transaction.Status);
        wire.Text(transaction.Replaces);
        wire.Int(transaction.At);
        wire.Int(transaction.AmountMinor);
        wire.UInt(transaction.Currency.Number);
        wire.Byte((byte)transaction.Direction);
        wire.Text(transaction.Counterparty);
        wire.Text(transaction.Category);
        wire.Int(transaction.Mcc);
        wire.Text(transaction.Channel);
        wire.Text(transaction.Country);
        wire.Text(transaction.Device);
        wire.Text(transaction.Description);
        wire.Int(transaction.BalanceMinor ?? 0);
        wire.Int(transaction.Geo?.LatitudeMicro ?? 0);
        wire.Int(transaction.Geo?.LongitudeMicro ?? 0);
        wire.Int(transaction.Fx?.Mantissa ?? 0);
        wire.Byte(transaction.Fx?.Scale ?? 0);
        wire.End(part);
    }

    public static Transaction Read(ref WireReader wire)
    {
        var part = wire.Part();
        var stated = (Stated)part.Byte();
        var transaction = new Transaction
        {
            DayOnly = stated.HasFlag(Stated.DayOnly),
            Id = part.TextOrEmpty(),
            Status = (TransactionStatus)part.Byte(),
            Replaces = part.Text(),
            At = part.Int(),
            AmountMinor = part.Int(),
            Currency = ReadCurrency(ref part),
            Direction = (Direction)part.Byte(),
            Counterparty = part.Text(),
            Category = part.Text(),
            Mcc = part.Int32(),
            Channel = part.Text(),
            Country = part.Text(),
            Device = part.Text(),
            Description = part.Text(),
        };
        return WithOptionalNumbers(transaction, stated, ref part);
    }

    private static Stated StatedBy(Transaction transaction) =>
        (transaction.DayOnly ? Stated.DayOnly : 0)
        | (transaction.BalanceMinor.HasValue ? Stated.Balance : 0)
        | (transaction.Geo.HasValue ? Stated.Geo : 0)
        | (transaction.Fx.HasValue ? Stated.Fx : 0);

    private static Transaction WithOptionalNumbers(Transaction transaction, Stated stated, ref WireReader part)
    {
        var balance = part.Int();
        var geo = new GeoPoint(part.Int32(), part.Int32());
        var fx = new ExchangeRate(part.Int(), part.Byte());
        return (stated & (Stated.Balance | Stated.Geo | Stated.Fx)) == 0
            ? transaction
            : transaction with
            {
                BalanceMinor = stated.HasFlag(Stated.Balance) ? balance : null,
                Geo = stated.HasFlag(Stated.Geo) ? geo : null,
                Fx = stated.HasFlag(Stated.Fx) ? fx : null,
            };
    }

    private static Currency ReadCurrency(ref WireReader wire)
    {
        try
        {
            return Currency.FromNumber(wire.UInt16());
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new WireFormatException("There is no currency of that number.");
        }
    }
}
