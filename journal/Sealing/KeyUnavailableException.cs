using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Journal.Sealing;

/// <summary>A key cannot be had; carries the cause that the account's answers will name.</summary>
public sealed class KeyUnavailableException(UnavailableCause cause, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public UnavailableCause Cause { get; } = cause;
}
