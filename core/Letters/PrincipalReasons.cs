namespace OrleansRisk.Core.Letters;

/// <summary>
/// Which reasons are told to who was refused: those without which the result would be another. Where none is enough by
/// itself, as many of the gravest as are needed together; where all are not enough, the gravest there are.
/// </summary>
public static class PrincipalReasons
{
    /// <summary>More than four help nobody to understand a refusal.</summary>
    public const int Max = 4;

    /// <param name="without">Of each candidate, gravest first: whether the result would be another without it.</param>
    /// <param name="withoutFirst">The same without it and all before it.</param>
    /// <returns>Places of the candidates, gravest first.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<bool> without, IReadOnlyList<bool> withoutFirst)
    {
        var alone = Places(without.Count).Where(place => without[place]).ToList();
        if (alone.Count > 0)
        {
            return [.. alone.Take(Max)];
        }

        var needed = Places(withoutFirst.Count).Where(place => withoutFirst[place]).Select(static place => place + 1);
        return [.. Places(Math.Min(Max, needed.DefaultIfEmpty(without.Count).First()))];
    }

    private static IEnumerable<int> Places(int count) => Enumerable.Range(0, count);
}
