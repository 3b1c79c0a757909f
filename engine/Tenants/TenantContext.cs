using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Sealing;

namespace OrleansRisk.Engine.Tenants;

/// <summary>What every account of a tenant shares: the settings in force, the pseudonyms, and the clock of the default zone.</summary>
public sealed class TenantContext(TenantRow row, IPseudonyms pseudonyms, long readAt)
{
    public TenantRow Row { get; } = row;

    public TenantSettings Settings => Row.Settings;

    public IPseudonyms Pseudonyms { get; } = pseudonyms;

    /// <summary>Timestamp of the reading, for the directory to tell when to read again.</summary>
    internal long ReadAt { get; } = readAt;

    internal CivilClock DefaultClock { get; } = CivilClock.Of(row.Settings.Zone);

    internal Currency DefaultCurrency { get; } = Currency.TryParse(row.Settings.Currency, out var currency)
        ? currency
        : throw new ArgumentException($"tenant {row.Id} has a currency that is none", nameof(row));
}
