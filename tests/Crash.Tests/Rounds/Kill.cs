using OrleansRisk.Crash.Tests.Wire;

namespace OrleansRisk.Crash.Tests.Rounds;

public enum Victim
{
    Host,
    Postgres,
}

/// <summary>Who is killed where; <see cref="Commits"/> commits after the one before.</summary>
public sealed record Kill(Victim Victim, Phase Phase, int Commits)
{
    /// <summary>
    /// Every phase for the host, the two that can lose something for the server, in an order of the seed's.
    /// </summary>
    public static IReadOnlyList<Kill> Plan(int seed)
    {
        var random = new Random(seed);
        Kill[] kills =
        [
            .. from phase in Enum.GetValues<Phase>() from time in Enumerable.Range(0, 2) select At(Victim.Host, phase),
            At(Victim.Postgres, Phase.Sent), At(Victim.Postgres, Phase.CommitSent),
            At(Victim.Postgres, Phase.CommittedUnanswered),
        ];
        random.Shuffle(kills);
        return kills;

        Kill At(Victim victim, Phase phase) => new(victim, phase, random.Next(2, 10));
    }
}

/// <summary>A kill as it happened.</summary>
/// <param name="Acknowledged">Transactions the client's file held at that moment.</param>
/// <param name="Swallowed">Bytes of answers that were under way and never arrived.</param>
public sealed record Killed(Kill Kill, int Acknowledged, long Swallowed);
