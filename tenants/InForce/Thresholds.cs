using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Policies;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.InForce;

/// <summary>The thresholds of settings, as the numbered policy that accounts read and records name.</summary>
internal static class Thresholds
{
    /// <summary>
    /// The policy that follows the newest one, of which null stands for the standard one; null if these settings have
    /// the same thresholds.
    /// </summary>
    public static ReferenceDataVersion? Next(
        TenantId tenant, ReferenceDataVersion? newest, TenantSettings settings, long at)
    {
        var now = newest is null ? Policy.Standard : PolicyContent.Read(newest);
        if ((now.ReviewAt, now.DeclineAt) == (settings.ReviewAt, settings.DeclineAt))
        {
            return null;
        }

        var content = PolicyContent.Write(settings.ReviewAt, settings.DeclineAt);
        return new ReferenceDataVersion(
            tenant, ReferenceDataKind.Policy, now.Version + 1, at, SHA256.HashData(content), content);
    }
}
