using Orleans;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Actors.Credit;

/// <summary>A loan applied for, and as of when an account is to judge it.</summary>
/// <param name="CurrencyNumber">ISO 4217 number of the currency that the amounts are in.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Instalment">Minor units a month.</param>
/// <param name="Holders">
/// People who may dispose of the account; 0 for as many customers as the lender has stated.
/// </param>
/// <param name="AsOf">
/// A civil day of the account's zone, days since 1970-01-01: only what was known before its first moment counts. 0 for
/// now, with all there is.
/// </param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.credit_query")]
public sealed record CreditQuery(
    ushort CurrencyNumber, long Amount, long Instalment, int Months, int Holders, int AsOf)
{
    /// <summary>
    /// An earlier assessment to be judged again: what it saw counts, in place of <see cref="AsOf"/>, and its holders as
    /// they were, 0 for not known.
    /// </summary>
    [Id(0)]
    public CreditPlace? Again { get; init; }

    /// <summary>Stated income and obligations; null for none.</summary>
    [Id(1)]
    public IReadOnlyList<CreditFact>? Facts { get; init; }

    public CreditRequest Request(int customers) => Of((Holders, customers) switch
    {
        ( > 0, _) => Holders,
        (_, > 0) => customers,
        _ => double.NaN,
    });

    /// <param name="holders">Not a number where they are not known.</param>
    public CreditRequest Of(double holders) => new(Amount, Instalment, Months, holders)
    {
        Facts = Facts?.Select(static fact => new StatedFact(fact.Obligation, fact.Party, fact.Monthly)).ToArray(),
    };
}

/// <summary>A stated income or obligation.</summary>
/// <param name="Party">Of its name, as accounts know names; 0 for none.</param>
/// <param name="Monthly">Minor units.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.credit_fact")]
public sealed record CreditFact(bool Obligation, ulong Party, long Monthly);

/// <summary>What an assessment saw of an account.</summary>
/// <param name="Sequence">The newest event that counted; 0 for none.</param>
/// <param name="Day">The civil day it was measured as of, days since 1970-01-01.</param>
/// <param name="ModelDeployment">Number of the model deployment; 0 for none.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.credit_place")]
public sealed record CreditPlace(long Sequence, int Day, int ModelDeployment);
