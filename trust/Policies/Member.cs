using OrleansRisk.Actors.Access;

namespace OrleansRisk.Trust.Policies;

/// <summary>Somebody who belongs to a tenant, as sign-in has proved it.</summary>
/// <param name="Name">Of the person, within the tenant.</param>
/// <param name="Roles">That the person has by itself.</param>
/// <param name="Groups">That the person is in, as the provider of identities states them.</param>
public sealed record Member(
    TenantId Tenant, string Name, IReadOnlyCollection<string> Roles, IReadOnlyCollection<string> Groups);
