using Npgsql;
using OrleansRisk.Hosting.Settings;

namespace OrleansRisk.Silo.Options;

/// <summary>The fifth connection string, which only silos have.</summary>
internal static class SiloDatabase
{
    /// <summary>For membership and the pool map; Orleans' own statements name no schema.</summary>
    public static string Of(SiloSettings settings) =>
        new NpgsqlConnectionStringBuilder(settings.Silo ?? Databases.As(settings, "risk_silo"))
        {
            SearchPath = "cluster",
            Timezone = "UTC",
            ApplicationName = "risk silo",
            MaxPoolSize = 8,
            Timeout = 3,
        }.ConnectionString;
}
