using Orleans;

namespace OrleansRisk.Actors.Tenants;

/// <summary>A silo asks for lines that it may take of a quota.</summary>
/// <param name="Key">The API key whose own quota it is; empty for the tenant's.</param>
/// <param name="History">Of the tenant's two quotas that of history.</param>
/// <param name="Rate">Lines a second of the key; of the tenant itself its settings say it.</param>
/// <param name="Source">Who gave the silo its lease before this one; 0 for nobody.</param>
/// <param name="Recent">Lines that the silo was given in the last second.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.quota_request")]
public sealed record QuotaRequest(string Key, bool History, int Rate, long Source, int Recent);

/// <param name="Lines">How many lines the silo may take; 0 where none is left.</param>
/// <param name="WaitMs">Where there are none: when there will be, in milliseconds.</param>
/// <param name="Source">Names the activation that counts.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.quota_lease")]
public sealed record QuotaLease(int Lines, int WaitMs, long Source);
