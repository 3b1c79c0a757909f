using System.Collections.Frozen;
using Orleans.Serialization.Invocation;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Grains.Calls;

/// <summary>A refusal in the shape that each method answers with, so that no refusal crosses as an exception.</summary>
internal static class Refusals
{
    private static readonly FrozenDictionary<Type, Shape> Shapes = new Shape[]
    {
        new Shape<AssessOutcome>(Assess, new AssessOutcome.Unknown()),
        new Shape<LabelOutcome>(Label),
        new Shape<DayOutcome>(CloseDay),
        new Shape<SettingsOutcome>(Settings),
        new Shape<DescribeOutcome>(static refusal => new DescribeOutcome(null, refusal)),
        new Shape<DecisionOutcome>(static refusal => new DecisionOutcome(null, refusal)),
        new Shape<DecisionsOutcome>(static refusal => new DecisionsOutcome([], false, refusal)),
        new Shape<ReplayOutcome>(static refusal => new ReplayOutcome(null, refusal)),
        new Shape<CreditOutcome>(static refusal => new CreditOutcome(CreditResult.None, null, refusal)),
        new Shape<CounterfactualOutcome>(static refusal => new CounterfactualOutcome(null, refusal)),
        new Shape<TenantOutcome>(static refusal => new TenantOutcome(null, refusal)),
        new Shape<KeyOutcome>(static refusal => new KeyOutcome(null, refusal)),
        new Shape<KeysOutcome>(static refusal => new KeysOutcome([], refusal)),
        new Shape<QuotaOutcome>(static refusal => new QuotaOutcome(0, 0, 0, refusal)),
    }.ToFrozenDictionary(shape => shape.Type);

    public static TOutcome Of<TOutcome>(Refusal refusal) => ((Shape<TOutcome>)Shapes[typeof(TOutcome)]).Make(refusal);

    /// <summary>
    /// For a call of which nobody knows whether it was carried out: send it again, what is recorded is not recorded
    /// twice.
    /// </summary>
    public static TOutcome Unknown<TOutcome>() => ((Shape<TOutcome>)Shapes[typeof(TOutcome)]).Unknown;

    public static Response Response(Type outcome, Refusal refusal) => Shapes[outcome].Respond(refusal);

    /// <summary>Whether a call was refused by a silo outside the tenant's pool.</summary>
    public static bool IsMoved<TOutcome>(TOutcome outcome) => outcome switch
    {
        AssessOutcome.Moved => true,
        Reply reply => reply.Refusal == Refusal.Moved,
        _ => false,
    };

    private static AssessOutcome Assess(Refusal refusal) => refusal switch
    {
        Refusal.Denied or Refusal.NotFound => new AssessOutcome.Denied(),
        Refusal.Erased => new AssessOutcome.Erased(),
        Refusal.Moved => new AssessOutcome.Moved(""),
        _ => new AssessOutcome.NotRecorded(Limits.RetryAfter, "overloaded"),
    };

    private static LabelOutcome Label(Refusal refusal) =>
        new(refusal == Refusal.Retry ? LabelResult.NotRecorded : LabelResult.None, refusal);

    private static SettingsOutcome Settings(Refusal refusal) => new(
        refusal == Refusal.Retry ? SettingsResult.NotRecorded : SettingsResult.None, null, refusal);

    private static DayOutcome CloseDay(Refusal refusal) =>
        new(refusal == Refusal.Retry ? DayResult.NotRecorded : DayResult.None, refusal);

    private abstract class Shape
    {
        public abstract Type Type { get; }

        public abstract Response Respond(Refusal refusal);
    }

    private sealed class Shape<TOutcome>(Func<Refusal, TOutcome> make, TOutcome? unknown = default) : Shape
    {
        public override Type Type => typeof(TOutcome);

        public TOutcome Unknown { get; } = unknown ?? make(Refusal.Retry);

        public TOutcome Make(Refusal refusal) => make(refusal);

        // Typed, for the codec is found by the declared type: a response of object would look for one of each case.
        public override Response Respond(Refusal refusal) =>
            Orleans.Serialization.Invocation.Response.FromResult(make(refusal));
    }
}
