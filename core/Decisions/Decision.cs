using System.Runtime.CompilerServices;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Decisions;

/// <summary>
/// What to do with a transaction, mildest first: of two outcomes the greater one wins. Persisted by number, written
/// by name.
/// </summary>
public enum Outcome : byte
{
    None = 0,
    Approve = 1,
    Review = 2,
    Decline = 3,
}

/// <summary>
/// The answer to one transaction: both scores with ranked reasons, and the outcome. A value without references, so
/// that making one leaves no garbage.
/// </summary>
public struct Decision
{
    public Outcome Outcome;
    public AnomalyScore Anomaly;
    public CreditScore Credit;
    public DecisionFlags Flags;

    /// <summary>Histogram bin of each feature, and of the surprise, as population counts fold them.</summary>
    public FeatureBins Bins;

    /// <summary>How many challengers scored in the shadow; from scoring version 3.</summary>
    public byte ShadowCount;

    /// <summary>Their scores in the order of the model deployment. Nothing else depends on them.</summary>
    public ShadowScores Shadow;

    /// <summary>
    /// <see cref="Observations.DecisionInputs.Category"/> as the record is to hold it. Not kept beside it.
    /// </summary>
    public byte ObservedCategory;

    /// <summary>The account has not met the counterparty before, as far as it remembers.</summary>
    public readonly bool MeetsFirst => Bins[(int)FeatureId.NewParty] is > 0 and not FeatureBins.Missing;
}

/// <summary>
/// One byte a feature in the order of <see cref="FeatureId"/>; <see cref="Missing"/> where there was no value.
/// </summary>
[InlineArray(Length)]
public struct FeatureBins
{
    public const int Length = 16;
    public const byte Missing = 255;
    private byte _first;
}

/// <summary>Scores of challengers, 0 to 1000.</summary>
[InlineArray(Max)]
public struct ShadowScores
{
    public const int Max = 3;
    private short _first;
}

/// <summary>How usual conditions were departed from; each is said in the answer.</summary>
[Flags]
public enum DecisionFlags : ushort
{
    None = 0,

    /// <summary>Older than the newest transaction of the account: scored with the state as of now.</summary>
    Late = 1,

    /// <summary>Of another currency, and no rate was given: scored by novelty only.</summary>
    NoRate = 2,

    /// <summary>A later status of a transaction known before.</summary>
    Update = 4,

    /// <summary>Older than the watermark: counted in the month only.</summary>
    BeforeWatermark = 8,

    /// <summary>A sum would have overflowed and was held at its bound.</summary>
    Saturated = 16,

    /// <summary>
    /// The id that it says it replaces is not known: it was counted as first seen. From scoring version 2.
    /// </summary>
    ReplacesUnknown = 32,

    /// <summary>
    /// No category was found, but it comes again and again as an income does. From scoring version 3.
    /// </summary>
    Recurring = 64,

    /// <summary>In all likelihood the booking of a hold that it does not name; both were counted.</summary>
    LikelyBooking = 128,

    /// <summary>More came back than was still booked; the rest was not counted.</summary>
    GivenBackMore = 256,
}

/// <summary>Anomaly from 0 to 1000, higher is riskier.</summary>
public struct AnomalyScore
{
    /// <summary>
    /// 0 to 1000; while uncalibrated, 50 points halve the share of transactions that score as high, and once a model
    /// scores, 500 stand for even odds and 40 points double them.
    /// </summary>
    public short Score;

    /// <summary>Share of transactions that are at least as surprising, 0 to 1.</summary>
    public double AlertRate;

    /// <summary>Weighted surprise in nats: of the greatest family, and a quarter of what the others add.</summary>
    public double Surprise;

    /// <summary>Transactions this account's own figures rest on.</summary>
    public int History;

    /// <summary>A trained model gave the score; from scoring version 3.</summary>
    public bool Learned;

    /// <summary>Log odds of fraud by the model; 0 where none scored.</summary>
    public double LogOdds;

    public byte ReasonCount;
    public ReasonList Reasons;

    /// <summary>Probability of fraud by the model; meaningful only where <see cref="Learned"/>.</summary>
    public readonly double Probability => Logistic.Probability(LogOdds);
}

/// <summary>Credit score, higher is safer; meaningful only where <see cref="State"/> is scored.</summary>
public struct CreditScore
{
    public CreditState State;

    /// <summary>0 to 1000.</summary>
    public short Score;

    /// <summary>Days still needed before there is enough history, 0 where days are not what is missing.</summary>
    public short NeedsDays;

    /// <summary>Transactions still needed.</summary>
    public short NeedsTransactions;

    /// <summary>No income of two or more payments has been seen.</summary>
    public bool NeedsIncome;

    public byte ReasonCount;
    public ReasonList Reasons;
}

public enum CreditState : byte
{
    InsufficientHistory = 0,
    Uncalibrated = 1,
    Calibrated = 2,

    /// <summary>
    /// There is history enough, but it does not show what is lived on. From scoring version 4.
    /// </summary>
    InsufficientData = 3,
}

/// <summary>
/// One reason: what was seen, what is usual, and how many points it weighs. The text is made from these by
/// <c>ReasonTexts</c>.
/// </summary>
public struct Reason
{
    public ReasonCode Code;

    /// <summary>In the unit of the code; money in minor units. NaN where it does not apply.</summary>
    public double Value;

    public double Usual;
    public short Points;
}

[InlineArray(Max)]
public struct ReasonList
{
    public const int Max = 4;
    private Reason _first;
}
