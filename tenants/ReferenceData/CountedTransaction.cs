using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Tenants.ReferenceData;

/// <summary>What of a transaction is counted for its tenant's versions.</summary>
/// <param name="Counterparty">0 for none.</param>
/// <param name="At">Event time, milliseconds since 1970.</param>
/// <param name="First">The account has not met the counterparty before.</param>
internal readonly record struct CountedTransaction(
    TenantId Tenant, UInt128 Account, ulong Counterparty, int CivilDay, long At, bool First, FeatureBins Bins);
