using Orleans;

namespace OrleansRisk.Actors.Access;

/// <summary>Who calls, as the edge has proved it. The tenant comes from the credential and from nowhere else.</summary>
public record Caller(TenantId Tenant, string Principal, Roles Roles, string RequestId);

[Flags]
[GenerateSerializer, Alias("risk.roles")]
public enum Roles
{
    None = 0,
    Ingest = 1,
    History = 2,
    Read = 4,
    Analyst = 8,
    Admin = 16,
    Auditor = 32,

    /// <summary>Of the platform: makes tenants and keys, reads no customer's data.</summary>
    Operator = 64,

    /// <summary>Of a host itself, which closes days and spreads changes; no key has it.</summary>
    Sweep = 128,
}
