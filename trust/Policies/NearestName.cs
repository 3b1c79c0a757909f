namespace OrleansRisk.Trust.Policies;

/// <summary>What somebody probably meant by a name that nothing has.</summary>
internal static class NearestName
{
    /// <summary>The one that takes the fewest letters to change; of equals, the first by the alphabet.</summary>
    public static string Of(string name, IEnumerable<string> known)
    {
        var asked = name.Length > PolicyLimits.NameLength ? name[..PolicyLimits.NameLength] : name;
        return known.MinBy(candidate => (Distance(asked, candidate), candidate), Order)!;
    }

    private static Comparer<(int Distance, string Name)> Order { get; } = Comparer<(int Distance, string Name)>.Create(
        static (left, right) => left.Distance != right.Distance
            ? left.Distance.CompareTo(right.Distance)
            : string.CompareOrdinal(left.Name, right.Name));

    /// <summary>Letters to add, drop or replace.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
