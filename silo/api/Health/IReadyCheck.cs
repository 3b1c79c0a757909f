namespace OrleansRisk.Api.Health;

/// <summary>What a host needs before it may be sent work, beyond having started; a host may bring several.</summary>
public interface IReadyCheck
{
    /// <summary>One lower-case word for what is missing just now; null where nothing is.</summary>
    string? Missing { get; }
}
