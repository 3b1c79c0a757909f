namespace OrleansRisk.Journal.Records;

/// <summary>
/// The deployment and tenant number under which everything of a tenant is sealed and hashed. Its own, unless the
/// tenant was moved here from another database: then it keeps the origin it came with, so that nothing has to be
/// sealed again, whatever number it has here.
/// </summary>
public readonly record struct TenantOrigin(Guid Deployment, int Number);
