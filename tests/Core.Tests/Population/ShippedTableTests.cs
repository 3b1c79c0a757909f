using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Scoring;

namespace OrleansRisk.Core.Tests.Population;

public sealed class ShippedTableTests
{
    /// <summary>With RISK_REGENERATE=1 the file in core is written anew instead.</summary>
    [Fact]
    public void Shipped_MadeByItsProcedure_IsWhatStandsInCore()
    {
        var made = ShippedTable.Make();
        if (Environment.GetEnvironmentVariable("RISK_REGENERATE") == "1")
        {
            File.WriteAllText(CoreFile(), Source(made));
        }
        else
        {
            Assert.Equal(made, Enumerable.Range(0, made.Length).Select(PopulationTable.Shipped.Count));
        }
    }

    private static string CoreFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../core/Scoring/ShippedPopulation.cs");

    private static string Source(long[] counts)
    {
        var text = new StringBuilder();
        text.AppendLine("namespace OrleansRisk.Core.Observations;");
        text.AppendLine();
        text.AppendLine("/// <summary>");
        text.AppendLine(
            "/// The population every tenant begins with: 16 histograms of 64 bins, 65,536 each. Made from invented");
        text.AppendLine(
            "/// households by <c>tests/Core.Tests/Population/ShippedTable.cs</c>; "
            + "a test makes it again and compares.");
        text.AppendLine("/// </summary>");
        text.AppendLine("internal static class ShippedPopulation");
        text.AppendLine("{");
        text.AppendLine("    private static ReadOnlySpan<int> Cells =>");
        text.AppendLine("    [");
        for (var feature = 0; feature < FeatureBins.Length; feature++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"        // {(FeatureId)feature}");
            for (var bin = 0; bin < FeatureScale.Bins; bin += 16)
            {
                var row = counts.AsSpan((feature * FeatureScale.Bins) + bin, 16).ToArray();
                text.AppendLine("        " + string.Join(", ", row) + ",");
            }
        }

        text.AppendLine("    ];");
        text.AppendLine();
        text.AppendLine("    public static long[] Counts()");
        text.AppendLine("    {");
        text.AppendLine("        var counts = new long[Cells.Length];");
        text.AppendLine("        for (var cell = 0; cell < counts.Length; cell++)");
        text.AppendLine("        {");
        text.AppendLine("            counts[cell] = Cells[cell];");
        text.AppendLine("        }");
        text.AppendLine();
        text.AppendLine("        return counts;");
        text.AppendLine("    }");
        text.AppendLine("}");
        return text.ToString();
    }
}
