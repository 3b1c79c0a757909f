using OrleansRisk.Core.Counterfactuals;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Grains.Values;

[RegisterSerializer, RegisterCopier]
internal sealed class CreditAssessmentBlob : BlobCodec<CreditAssessment>
{
    // Kinds and a range are written where there are any: a silo of a build that has none is never asked for a scoring
    // version that does.
    private const int Scored = 1, Calibrated = 2, NeedsIncome = 4, Kinds = 8, Range = 16, NeedsNames = 32, Seen = 64;

    protected override void Write(ref PayloadWriter writer, CreditAssessment value)
    {
        writer.Byte((byte)((value.Score is null ? 0 : Scored) | (value.Probability is null ? 0 : Calibrated)
            | (value.NeedsIncome ? NeedsIncome : 0) | (HasKinds(value.Means) ? Kinds : 0)
            | (value.Range is null ? 0 : Range) | (value.NeedsNames ? NeedsNames : 0)
            | (value.Seen == 0 ? 0 : Seen)));
        writer.Byte((byte)value.State);
        writer.Signed(value.Score ?? 0);
        writer.Number(value.LogOdds);
        writer.Number(value.Probability ?? 0);
        writer.Count(value.Reasons.Count, ReasonList.Max, "reasons");
        foreach (var reason in value.Reasons)
        {
            writer.Unsigned((ulong)reason.Code);
            writer.Unsigned((ulong)reason.Feature);
            writer.Number(reason.Value);
            writer.Number(reason.Usual);
            writer.Number(reason.Points);
        }

        WriteMeans(ref writer, value);
    }

    private static void WriteMeans(ref PayloadWriter writer, CreditAssessment value)
    {
        writer.Number(value.Means.Income);
        writer.Number(value.Means.Essential);
        writer.Number(value.Means.Debt);
        writer.Signed(value.Means.Months);
        writer.Signed(value.NeedsDays);
        writer.Signed(value.NeedsTransactions);
        if (HasKinds(value.Means))
        {
            writer.Number(value.Means.Other);
            writer.Number(value.Means.Unearned);
        }

        if (value.Range is var (low, high))
        {
            writer.Signed(low);
            writer.Signed(high);
        }

        if (value.Seen != 0)
        {
            writer.Unsigned(value.Seen);
        }
    }

    protected override CreditAssessment Read(ref PayloadReader reader)
    {
        var (present, state) = (reader.Byte(), (CreditState)reader.Byte());
        var (score, logOdds, probability) = (reader.Int32(), reader.Number(), reader.Number());
        var reasons = ReadReasons(ref reader);
        var means = new MonthlyMeans(reader.Number(), reader.Number(), reader.Number(), reader.Int32());
        var (days, transactions) = (reader.Int16(), reader.Int16());
        means = (present & Kinds) == 0 ? means : means with { Other = reader.Number(), Unearned = reader.Number() };
        ScoreRange? range = (present & Range) == 0 ? null : new ScoreRange(reader.Int32(), reader.Int32());
        return new CreditAssessment(
            state, (present & Scored) != 0 ? score : null, logOdds, (present & Calibrated) != 0 ? probability : null,
            reasons, means)
        {
            NeedsDays = days,
            NeedsTransactions = transactions,
            NeedsIncome = (present & NeedsIncome) != 0,
            NeedsNames = (present & NeedsNames) != 0,
            Range = range,
            Seen = (present & Seen) == 0 ? 0 : (uint)reader.Unsigned(),
        };
    }

    private static AssessmentReason[] ReadReasons(ref PayloadReader reader)
    {
        var reasons = new AssessmentReason[reader.Count(ReasonList.Max, "reasons")];
        for (var i = 0; i < reasons.Length; i++)
        {
            reasons[i] = new AssessmentReason(
                (ReasonCode)reader.UnsignedInt16(), (FeatureNumber)reader.UnsignedInt16(), reader.Number(),
                reader.Number(), reader.Number());
        }

        return reasons;
    }

    private static bool HasKinds(in MonthlyMeans means) => means.Other != 0 || means.Unearned != 0;
}

[RegisterSerializer, RegisterCopier]
internal sealed class CounterfactualBlob : BlobCodec<Counterfactual>
{
    protected override void Write(ref PayloadWriter writer, Counterfactual value)
    {
        writer.Unsigned((ulong)value.Feature);
        writer.Number(value.From);
        writer.Number(value.To);
        writer.Number(value.Distance);
        writer.Signed(value.Score);
        writer.Byte((byte)value.Outcome);
    }

    protected override Counterfactual Read(ref PayloadReader reader) => new(
        (FeatureNumber)reader.UnsignedInt16(), reader.Number(), reader.Number(), reader.Number(), reader.Int32(),
        (Outcome)reader.Byte());
}
