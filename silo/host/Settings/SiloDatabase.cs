using Npgsql;
using OrleansRisk.Host.Settings;

namespace OrleansRisk.Host.Settings;

/// <summary>The fifth connection string, which only silos have.</summary>
internal static class SiloDatabase
{
    /// <summary>For membership and the pool map; Orleans' own statements name no schema.</summary>
    public static string Of(HostSettings settings) =>
        new NpgsqlConnectionStringBuilder(settings.Silo ?? Databases.As(settings, "risk_silo"))
        {
            SearchPath = "cluster",
            Timezone = "UTC",
            ApplicationName = "risk silo",
            MaxPoolSize = 8,
            Timeout = 3,
        }.ConnectionString;
}
