using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Grains.Values;

[RegisterSerializer, RegisterCopier]
internal sealed class TransactionBlob : BlobCodec<Transaction>
{
    protected override void Write(ref PayloadWriter writer, Transaction value) =>
        TransactionCodec.Write(ref writer, value);

    protected override Transaction Read(ref PayloadReader reader) => TransactionCodec.Read(ref reader);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DecisionAnswerBlob : BlobCodec<DecisionAnswer>
{
    // A record writes times as distances from the transaction's, which does not cross with its answer.
    private const long At = 0;

    public static void WriteAnswer(ref PayloadWriter writer, DecisionAnswer value)
    {
        writer.Text(value.Account);
        writer.Text(value.Zone);
        writer.Unsigned(value.ScoringVersion);
        writer.Unsigned(value.CurrencyNumber);
        DecisionInputsCodec.Write(ref writer, value.Inputs, At);
        DecisionCodec.Write(ref writer, value.Decision);
    }

    public static DecisionAnswer ReadAnswer(ref PayloadReader reader)
    {
        var (account, zone) = (reader.Text(), reader.Text());
        var (scoringVersion, currency) = (reader.UnsignedInt16(), reader.UnsignedInt16());
        return new DecisionAnswer(
            account, zone, DecisionInputsCodec.Read(ref reader, At), DecisionCodec.Read(ref reader), scoringVersion,
            currency);
    }

    protected override void Write(ref PayloadWriter writer, DecisionAnswer value) => WriteAnswer(ref writer, value);

    protected override DecisionAnswer Read(ref PayloadReader reader) => ReadAnswer(ref reader);
}

[RegisterSerializer, RegisterCopier]
internal sealed class DecidedTransactionBlob : BlobCodec<DecidedTransaction>
{
    protected override void Write(ref PayloadWriter writer, DecidedTransaction value)
    {
        TransactionCodec.Write(ref writer, value.Transaction);
        DecisionAnswerBlob.WriteAnswer(ref writer, value.Answer);
        if (value.SupersededBy > 0)
        {
            writer.Unsigned((ulong)value.SupersededBy);
        }
    }

    protected override DecidedTransaction Read(ref PayloadReader reader) =>
        new(TransactionCodec.Read(ref reader), DecisionAnswerBlob.ReadAnswer(ref reader))
        {
            SupersededBy = reader.IsAtEnd ? 0 : (long)reader.Unsigned(),
        };
}
