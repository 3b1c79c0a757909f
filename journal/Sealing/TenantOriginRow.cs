using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>The origin of a tenant that was moved here, with the HMAC that binds it to the tenant's place.</summary>
public sealed record TenantOriginRow(TenantOrigin Origin, ReadOnlyMemory<byte> Mac);
