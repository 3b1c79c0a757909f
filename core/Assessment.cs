using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Core.Updates;

namespace OrleansRisk.Core;

/// <summary>
/// The whole product in one call: state and transaction in, next state and decision out. Nothing else is read. The
/// scoring version is that of the record: <see cref="ScoringVersions"/>.
/// </summary>
public static class Assessment
{
    /// <summary>
    /// Scores the transaction against the state before it, then folds it into <paramref name="state"/>.
    /// </summary>
    public static void Assess(
        ushort scoringVersion, Span<byte> state, Transaction transaction, in DecisionInputs inputs,
        ReferenceTables tables, out Decision decision)
    {
        ScoringVersions.Check(scoringVersion);
        Begin(scoringVersion, state);
        decision = default;
        var context = new ScoringContext(scoringVersion, state, transaction, in inputs);
        if (IsScored(context))
        {
            Score(context, tables, ref decision);
        }
        else
        {
            Anomaly.Skip(context, ref decision);
        }

        if (!context.IsAttempt)
        {
            Anomaly.ForgetBins(ref decision); // the population counts a transaction once
        }

        decision.Outcome = inputs.History
            ? Outcome.None
            : OutcomeOf(tables, decision.Anomaly, transaction.Status);
        decision.ObservedCategory = context.ObservedCategory;
        decision.Flags = TransactionUpdate.Apply(context);
        decision.Credit = CreditScoring.Renew(context);
        if (IsScored(context))
        {
            LastAnomaly.Write(state, decision.Anomaly);
        }
    }

    /// <summary>Applies what became known of an earlier transaction.</summary>
    public static void Label(ushort scoringVersion, Span<byte> state, in LabelEvent label)
    {
        ScoringVersions.Check(scoringVersion);
        LabelUpdate.Apply(state, label);
    }

    /// <summary>Applies what the lender states of the account itself.</summary>
    public static void ChangeSettings(ushort scoringVersion, Span<byte> state, in SettingsEvent settings)
    {
        ScoringVersions.Check(scoringVersion);
        SettingsUpdate.Apply(state, settings);
    }

    /// <summary>
    /// Whether the end of this civil day moves a score although nothing happened on it: the only days that are closed.
    /// </summary>
    public static bool IsDue(ushort scoringVersion, Span<byte> state, int day)
    {
        ScoringVersions.Check(scoringVersion);
        return scoringVersion >= ScoringVersions.Two && DueDays.IsDue(state, day);
    }

    /// <summary>Applies the end of a civil day: the credit score as of it.</summary>
    public static void CloseDay(ushort scoringVersion, Span<byte> state, in DayEvent closed, out CreditScore credit)
    {
        ScoringVersions.Check(scoringVersion);
        Begin(scoringVersion, state);
        credit = DayUpdate.Apply(state, closed);
    }

    /// <summary>
    /// Measures every feature of the transaction before it is folded: what a model is trained on and scores with. The
    /// state is left as it is.
    /// </summary>
    public static void Measure(
        ushort scoringVersion, Span<byte> state, Transaction transaction, in DecisionInputs inputs, out FeatureRow row)
    {
        ScoringVersions.Check(scoringVersion);
        Span<byte> begun = stackalloc byte[AccountState.Size];
        state.CopyTo(begun); // the first transaction of a newer scoring version finds the state as that version has it
        Begin(scoringVersion, begun);
        var context = new ScoringContext(scoringVersion, begun, transaction, in inputs);
        FeatureMeasures.Of(context, Anomaly.Measure(context), out row);
    }

    /// <summary>
    /// Measures every feature of an account and of what it asks for, as of a civil day: what a credit model is trained
    /// on and scores with. The state is left as it is.
    /// </summary>
    public static void MeasureCredit(
        ushort scoringVersion, Span<byte> state, int day, in CreditRequest request, out FeatureRow row)
    {
        ScoringVersions.Check(scoringVersion);
        CreditMeasures.Of(state, day, request, out row);
    }

    private static void Begin(ushort scoringVersion, Span<byte> state)
    {
        if (scoringVersion >= ScoringVersions.Four)
        {
            KindsUpdate.Begin(state);
        }
    }

    /// <summary>By surprise, and from scoring version 3 by the tenant's models on the same measurements.</summary>
    private static void Score(in ScoringContext context, ReferenceTables tables, ref Decision decision)
    {
        var values = Anomaly.Measure(context);
        var learned = context.ScoringVersion >= ScoringVersions.Three;
        Anomaly.Score(
            context, values, tables.Population,
            withReasons: !learned || tables.ModelDeployment.Anomaly is null, ref decision);
        if (learned)
        {
            ModelScoring.Score(context, values, tables.ModelDeployment, ref decision);
        }
    }

    /// <summary>Thresholds belong to what scored: the model's own where a model did, else the tenant's.</summary>
    private static Outcome OutcomeOf(ReferenceTables tables, in AnomalyScore anomaly, TransactionStatus status) =>
        anomaly.Learned && tables.ModelDeployment.Anomaly!.Model.Thresholds is var (reviewAt, declineAt, _)
            ? Policy.OutcomeOf(reviewAt, declineAt, anomaly.Score, status)
            : tables.Policy.OutcomeOf(anomaly.Score, status);

    /// <summary>What has ended, or lies before the watermark, is folded but says nothing of now.</summary>
    private static bool IsScored(in ScoringContext context) =>
        !context.BeforeWatermark
            && context.Transaction.Status is TransactionStatus.Authorised or TransactionStatus.Booked;
}
