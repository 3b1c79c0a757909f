using System.Globalization;

namespace OrleansRisk.Samples.Worlds.Countries;

/// <summary>What an ordinary household buys in a month: how often, for how much, how it pays.</summary>
internal sealed record SpendingRow(string Use, int TimesMin, int TimesMax, long Low, long High, string Way)
{
    public static SpendingRow Parse(string line)
    {
        var parts = line.Split('|');
        var times = parts[1].Split('-');
        return new SpendingRow(
            parts[0], Whole(times[0]), Whole(times[1]), Country.Minor(parts[2]), Country.Minor(parts[3]), parts[4]);
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
