using OrleansRisk.Crash.Tests.Servers;
using OrleansRisk.Crash.Tests.Wire;

namespace OrleansRisk.Crash.Tests.Rounds;

/// <summary>
/// One client sends a file while host and server are killed under it, and goes on until every line is answered.
/// </summary>
public static class CrashRound
{
    private static readonly TimeSpan TrapMax = TimeSpan.FromSeconds(60), SendMax = TimeSpan.FromMinutes(5);

    public static async Task<(IReadOnlyList<Acknowledged> Acknowledged, IReadOnlyList<Killed> Kills)> Run(
        Deployment deployment, Load load, IReadOnlyList<Kill> plan)
    {
        await using var sender = deployment.Send(load, "sender");
        var kills = new List<Killed>();
        foreach (var kill in plan)
        {
            var trap = deployment.Wire.Set(kill.Phase, kill.Commits);
            if (await Task.WhenAny(trap.Sprung, sender.Ended).WaitAsync(TrapMax) != trap.Sprung)
            {
                throw new InvalidOperationException($"the sender ended before {kill}:\n{deployment.Host.Said}");
            }

            if (kill.Phase == Phase.CommittedUnanswered)
            {
                await UntilAnswered(deployment.Gate);
            }

            kills.Add(new Killed(kill, sender.Acknowledged.Count, deployment.Gate.Swallowed));
            await (kill.Victim == Victim.Host ? deployment.KillHost() : deployment.KillServer());
        }

        await sender.Finish(SendMax);
        return (sender.Acknowledged, kills);
    }

    // The host has been told; now it answers, and the gate swallows that. Some commits answer nobody any more.
    private static async Task UntilAnswered(AnswerGate gate)
    {
        for (var wait = 0; wait < 300 && gate.Swallowed == 0; wait++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
