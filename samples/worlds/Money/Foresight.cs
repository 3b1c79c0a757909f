namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>
/// What an account's owner keeps back for bills that come before the next pay: most people know their bills.
/// </summary>
internal sealed class Foresight
{
    private const int Days = 31;

    private readonly Dictionary<string, (DateTime At, long Signed)[]> _coming;

    public Foresight(IEnumerable<Movement> planned) => _coming = planned
        .Where(static movement =>
            movement.Event is null && (movement.Credit ? movement.Kind.IsEarned() : IsBill(movement)))
        .GroupBy(static movement => movement.Account.Id)
        .ToDictionary(
            static account => account.Key,
            static account => account.Select(static movement =>
                (movement.At, movement.Credit ? movement.Minor : -movement.Minor)).OrderBy(static each => each.At)
                .ToArray());

    /// <summary>How much the bills of the next month exceed, at the worst moment, what is earned before them.</summary>
    public long Reserve(Account account, DateTime at)
    {
        if (account.CarePercent == 0 || !_coming.TryGetValue(account.Id, out var coming))
        {
            return 0;
        }

        var (sum, worst) = (0L, 0L);
        for (var i = Next(coming, at); i < coming.Length && coming[i].At < at.AddDays(Days); i++)
        {
            sum += coming[i].Signed;
            worst = Math.Min(worst, sum);
        }

        return -worst * account.CarePercent / 100;
    }

    private static bool IsBill(Movement movement) =>
        movement.Cover is Cover.Collected or Cover.Important || movement.Way == Way.Standing;

    private static int Next((DateTime At, long Signed)[] coming, DateTime at)
    {
        var (low, high) = (0, coming.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = coming[middle].At <= at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
