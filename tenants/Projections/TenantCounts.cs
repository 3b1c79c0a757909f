using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Projections;

/// <summary>The rows of one tenant that are in memory: one of its population, one of each counterparty.</summary>
internal sealed class TenantCounts
{
    public Dictionary<ulong, CountsRow> Rows { get; } = [];

    /// <summary>Counted since it was last compared with its newest published.</summary>
    public bool Changed { get; set; } = true;

    public byte[]? Population => Rows.GetValueOrDefault(PopulationRow.Key)?.Counts;

    /// <summary>Figures of every counterparty in memory.</summary>
    public Dictionary<ulong, CounterpartyStatistics> Figures(int day, int version)
    {
        var figures = new Dictionary<ulong, CounterpartyStatistics>(Rows.Count);
        foreach (var (key, row) in Rows)
        {
            if (key != PopulationRow.Key)
            {
                figures[key] = CounterpartyCounts.Figures(row.Counts, day, version);
            }
        }

        return figures;
    }
}

/// <summary>One row of counts.</summary>
internal sealed class CountsRow(byte[] counts)
{
    public byte[] Counts { get; } = counts;

    /// <summary>Not written yet since it was counted in.</summary>
    public bool Dirty { get; set; }

    /// <summary>Number of the commit that counted in it last.</summary>
    public long UsedAt { get; set; }

    public static CountsRow Of(ProjectionRow row) => new(
        row.Key == PopulationRow.Key ? row.Counts.ToArray() : CounterpartyCounts.Read(row.Counts.Span));

    public static CountsRow Fresh(ulong key)
    {
        if (key == PopulationRow.Key)
        {
            var population = new byte[PopulationRow.Size];
            PopulationRow.Initialize(population);
            return new CountsRow(population);
        }

        var counts = new byte[CounterpartyCounts.Size];
        CounterpartyCounts.Initialize(counts);
        return new CountsRow(counts);
    }
}
