using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// Scores beside the truth of three invented lenders and beside two officers' grades: what an analyst and a credit
/// officer would call right. Scores are tuned on the world <c>my</c> alone; the others and the officers only report.
/// </summary>
internal static class WorldsBench
{
    private const int Customers = 800, Months = 18, Twins = 1_000, Ranges = 150;

    public static Benchmark Benchmark { get; } = new(
        "worlds", "scores beside the truth of three invented lenders and officers' grades; --part=my|gb|de|lender|…",
        Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        foreach (var country in (string[])["my", "gb", "de"])
        {
            if (options.Wants(country))
            {
                await Country(report, country, options);
            }
        }

        if (options.Wants("lender"))
        {
            LenderFigures.Of(report, ScoringVersions.Newest);
        }

        if (options.Wants("officers"))
        {
            await OfficerFigures.Of(report, ScoringVersions.Newest);
            await RangeFigures.Of(
                report, "officers", CategoryRules.None, ScoringVersions.Newest,
                static left => Task.FromResult(OfficerFigures.Lines(left)));
        }
    }

    private static async Task Country(Report report, string country, BenchOptions options)
    {
        var (customers, version) = (options.Scaled(Customers), ScoringVersions.Newest);
        var world = await World.Make(country, "ordinary", customers, Months);
        var scores = new WorldScores(world, version);
        AlertFigures.Planted(report, country, scores);
        var quiet = new WorldScores(await World.Make(country, "none", customers, Months), version);
        AlertFigures.Quiet(report, country, quiet, Months);
        AlertFigures.Rare(
            report, country, new WorldScores(await World.Make(country, "rare", customers, Months), version));
        IncomeFigures.Of(report, country, quiet);
        CreditFigures.Of(report, country, quiet.World, quiet.States, version, country == "gb" ? 0.90 : 0.60);
        await RangeFigures.Of(
            report, country, country == "my" ? new CategoryRules(1, "my", [], 0) : CategoryRules.None, version,
            async left => (await World.Make(country, "none", options.Scaled(Ranges), Months, left)).Lines);
        await TwinFigures.Of(report, country, options.Scaled(Twins), version);
    }
}
