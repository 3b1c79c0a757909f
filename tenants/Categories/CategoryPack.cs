using System.Collections.Frozen;
using System.Reflection;

namespace OrleansRisk.Tenants.Categories;

/// <summary>
/// What names mean in one country, as data: a file in <c>packs/</c> that comes with the program. What a pack said of a
/// transaction stands in its record, so a pack may change with the program.
/// </summary>
public sealed class CategoryPack
{
    private CategoryPack(string country, int version, IReadOnlyList<PayeeRule> rules)
    {
        (Country, Version, Rules) = (country, version, rules);
        Matcher = new PayeeMatcher(rules);
    }

    /// <summary>ISO 3166-1 alpha-2, small letters.</summary>
    public string Country { get; }

    public int Version { get; }

    public IReadOnlyList<PayeeRule> Rules { get; }

    internal PayeeMatcher Matcher { get; }

    /// <summary>Every pack that comes with the program, by country.</summary>
    public static IReadOnlyDictionary<string, CategoryPack> Shipped { get; } = Load();

    private static FrozenDictionary<string, CategoryPack> Load()
    {
        const string Folder = "OrleansRisk.Tenants.Categories.packs.", End = ".json";
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Open(assembly, name, name[Folder.Length..^End.Length]))
            .ToFrozenDictionary(static pack => pack.Country);
    }

    private static CategoryPack Open(Assembly assembly, string resource, string country)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var (version, rules) = PackFile.Read(stream, country);
        return new CategoryPack(country, version, rules);
    }
}
