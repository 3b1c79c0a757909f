using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.InForce;

public sealed partial class TenantActor
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Settings of tenant {Tenant} are now of version {Version}.")]
    private static partial void Configured(ILogger logger, TenantId tenant, int version);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} of tenant {Tenant} was issued by {Principal}.")]
    private static partial void KeyIssued(ILogger logger, TenantId tenant, string key, string principal);

    [LoggerMessage(Level = LogLevel.Information, Message = "Key {Key} of tenant {Tenant} was revoked by {Principal}.")]
    private static partial void KeyRevoked(ILogger logger, TenantId tenant, string key, string principal);
}
