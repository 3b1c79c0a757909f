using OrleansRisk.Samples.Officers.People;

namespace OrleansRisk.Samples.Officers.Writing;

/// <summary>A person's script, the country and the rows made of both.</summary>
internal sealed record History(Script Script, Country Country, IReadOnlyList<Row> Rows)
{
    /// <summary>Every history below a folder that has <c>people/</c> and <c>countries/</c>, by id.</summary>
    public static IReadOnlyList<History> All(string folder)
    {
        var countries = new Dictionary<string, Country>(StringComparer.Ordinal);
        var histories = new List<History>();
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "people"), "*.json").Order(StringComparer.Ordinal))
        {
            var script = Script.Read(path);
            if (!countries.TryGetValue(script.Country, out var country))
            {
                country = Country.Read(Path.Combine(folder, "countries", script.Country + ".json"));
                countries.Add(script.Country, country);
            }

            histories.Add(new History(script, country, Account.Write(script, country)));
        }

        return histories;
    }
}
