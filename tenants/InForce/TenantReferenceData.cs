using System.Collections.Concurrent;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// What is published for one tenant at one moment. Replaced whole, so that no reader sees half a published.
/// </summary>
internal sealed record TenantReferenceData(PopulationTable Population, Policy Policy)
{
    /// <summary>Before anything was published. A new one each time: what is read since belongs to one tenant.</summary>
    public static TenantReferenceData Nothing() => new(PopulationTable.Shipped, Policy.Standard);

    /// <summary>Civil day that figures are given as of.</summary>
    public int Day { get; init; }

    /// <summary>Greatest event time in the newest population, milliseconds since 1970.</summary>
    public long EventTime { get; init; }

    /// <summary>When the population was published, milliseconds since 1970; 0 for never.</summary>
    public long PublishedAt { get; init; }

    /// <summary>
    /// Model deployments, the newest first: those whose time is still to come, and behind them one that counts.
    /// </summary>
    public IReadOnlyList<ModelDeployment> ModelDeployments { get; init; } = [ModelDeployment.None];

    public IReadOnlyDictionary<ulong, CounterpartyStatistics> Figures { get; init; } =
        new Dictionary<ulong, CounterpartyStatistics>();

    /// <summary>Read since this published, what was found and what was not; bounded.</summary>
    public ConcurrentDictionary<ulong, CounterpartyStatistics> Read { get; init; } = new();

    public void Remember(ulong counterparty, in CounterpartyStatistics figures)
    {
        if (Read.Count < TenantLimits.StatisticsReadMax)
        {
            Read[counterparty] = figures;
        }
    }
}
