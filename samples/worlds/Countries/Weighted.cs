using System.Globalization;
using OrleansRisk.Samples.Generator;

namespace OrleansRisk.Samples.Worlds.Countries;

/// <summary>Words with weights, as <c>word|weight</c> lines of a data file.</summary>
internal sealed class Weighted
{
    private readonly (string Word, int Until)[] _steps;

    public Weighted(IEnumerable<string> items)
    {
        var sum = 0;
        _steps =
        [
            .. items.Select(item => item.Split('|'))
                .Select(parts => (parts[0], sum += int.Parse(parts[1], CultureInfo.InvariantCulture))),
        ];
        Total = sum;
    }

    public int Total { get; }

    public IEnumerable<string> Words => _steps.Select(static step => step.Word);

    public string Draw(Seeded seeded)
    {
        var at = seeded.Below(Total);
        return _steps.First(step => at < step.Until).Word;
    }
}
