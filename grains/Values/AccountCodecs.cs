using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Grains.Values;

[RegisterSerializer, RegisterCopier]
internal sealed class AccountKeyBlob : BlobCodec<AccountKey>
{
    protected override void Write(ref PayloadWriter writer, AccountKey value)
    {
        writer.UInt64((ulong)value.Value);
        writer.UInt64((ulong)(value.Value >> 64));
    }

    protected override AccountKey Read(ref PayloadReader reader)
    {
        var low = reader.UInt64();
        return new AccountKey(new UInt128(reader.UInt64(), low));
    }
}

[RegisterSerializer, RegisterCopier]
internal sealed class AccountProfileBlob : BlobCodec<AccountProfile>
{
    protected override void Write(ref PayloadWriter writer, AccountProfile value) =>
        ProfileCodec.Write(ref writer, value);

    protected override AccountProfile Read(ref PayloadReader reader) => ProfileCodec.Read(ref reader);
}

[RegisterSerializer, RegisterCopier]
internal sealed class AccountSummaryBlob : BlobCodec<AccountSummary>
{
    protected override void Write(ref PayloadWriter writer, AccountSummary value)
    {
        writer.Signed(value.Sequence);
        writer.Signed(value.Transactions);
        writer.Signed(value.AsOf);
        writer.Signed(value.BalanceMinor);
        writer.Byte(value.BalanceKnown ? (byte)1 : (byte)0);
        DecisionCodec.Write(ref writer, new Decision { Anomaly = value.LastAnomaly, Credit = value.Credit });
    }

    protected override AccountSummary Read(ref PayloadReader reader)
    {
        var (sequence, transactions, asOf) = (reader.Signed(), reader.Signed(), reader.Signed());
        var (balance, known) = (reader.Signed(), reader.Byte() == 1);
        var scores = DecisionCodec.Read(ref reader);
        return new AccountSummary
        {
            Sequence = sequence,
            Transactions = transactions,
            AsOf = asOf,
            LastAnomaly = scores.Anomaly,
            Credit = scores.Credit,
            BalanceMinor = balance,
            BalanceKnown = known,
        };
    }
}

[RegisterSerializer, RegisterCopier]
internal sealed class CreditScoreBlob : BlobCodec<CreditScore>
{
    protected override void Write(ref PayloadWriter writer, CreditScore value) =>
        DecisionCodec.Write(ref writer, value);

    protected override CreditScore Read(ref PayloadReader reader) => DecisionCodec.ReadCredit(ref reader);
}
