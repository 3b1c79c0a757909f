using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace OrleansRisk.Actors.Outcomes;

/// <summary>
/// What every method of an actor answers: the value it is done with, or the failure that says why there is none. No
/// expected case is thrown.
/// </summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.outcome`1")]
public sealed record Outcome<T>
{
    private Outcome()
    {
    }

    public Outcome(T value) => Value = value;

    public Outcome(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        Failure = failure;
    }

    /// <summary>The default of its type if there is a <see cref="Failure"/>.</summary>
    [Id(0)]
    public T? Value { get; private init; }

    /// <summary>Null if the call is done.</summary>
    [Id(1)]
    public Failure? Failure { get; private init; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsDone => Failure is null;

    public static implicit operator Outcome<T>(T value) => new(value);

    public static implicit operator Outcome<T>(Failure failure) => new(failure);
}
