using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// What every account of a tenant shares: the settings in force, the pseudonyms, and the clock of the default zone.
/// </summary>
public sealed class TenantContext(TenantRow row, IPseudonyms pseudonyms, long readAt)
{
    private ReferenceTables? _tables;

    public TenantRow Row { get; } = row;

    public TenantSettings Settings => Row.Settings;

    public IPseudonyms Pseudonyms { get; } = pseudonyms;

    /// <summary>Scoring versions to come, the newest first, and behind them the one that counts.</summary>
    public required IReadOnlyList<ScoringDeployment> Scoring { get; init; }

    /// <summary>Fold of the records that this tenant's accounts write for what arrives now.</summary>
    public ushort ScoringVersion(long now) => ScoringDeployment.Counting(Scoring, now).ScoringVersion;

    /// <summary>The newest versions; the same object until one of them is followed by another.</summary>
    public ReferenceTables Tables(IReferenceData published)
    {
        var population = published.Population(Row.Id);
        var policy = published.Policy(Row.Id);
        var deployment = published.ModelDeployment(Row.Id);
        var tables = _tables;
        return tables is not null && ReferenceEquals(tables.Population, population)
            && ReferenceEquals(tables.Policy, policy) && ReferenceEquals(tables.ModelDeployment, deployment)
            ? tables
            : _tables = new ReferenceTables(population, policy) { ModelDeployment = deployment };
    }

    /// <summary>Timestamp of the reading, for the directory to tell when to read again.</summary>
    internal long ReadAt { get; } = readAt;

    public CivilClock DefaultClock { get; } = CivilClock.Of(row.Settings.Zone);

    public Currency DefaultCurrency { get; } = Currency.TryParse(row.Settings.Currency, out var currency)
        ? currency
        : throw new ArgumentException($"tenant {row.Id} has a currency that is none", nameof(row));
}
