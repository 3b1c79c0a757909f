using OrleansRisk.Client;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Samples.Demo.Running;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>
/// A decision is recomputed from the journal; then one bit of its record is flipped, and it is refused.
/// </summary>
internal sealed class ReplayChapter(Screen screen, Stage stage, Traffic cards)
{
    public async Task<bool> Tell()
    {
        var decision = cards.MostSuspicious()[0].Decision;
        screen.Chapter("A decision replayed");
        return await Replayed(decision) && await Damaged(decision);
    }

    private async Task<bool> Replayed(DecisionBody decision)
    {
        var replay = await cards.Client.Decisions.ReplayAsync(decision.Decision!);
        screen.Say($"{decision.Decision}, score {decision.Anomaly.Score}: {replay.EventsFolded} events folded again,");
        screen.Say(
            $"state before {replay.StateBefore}, after {replay.StateAfter}, recomputed {replay.RecomputedStateAfter}");
        if (replay.Equal)
        {
            screen.Good("equal, bit for bit: states, observations, versions and answer");
            return true;
        }

        screen.Bad($"different: {replay.FirstDifference}");
        return false;
    }

    private async Task<bool> Damaged(DecisionBody decision)
    {
        screen.Chapter("One bit changed in the database");
        var (account, sequence) = Pseudonym.OfDecision(decision.Decision!);
        var body = await stage.Database.FlipOneBit(account, sequence);
        await stage.Database.DropSnapshot(account);
        await Restart();
        screen.Say($"As the database's owner: one bit of that decision's sealed record ({body.Length} bytes) flipped,");
        screen.Say("the account's snapshot dropped (it is a cache), the host killed and started again.");
        var refused = await Refused("replay", () => cards.Client.Decisions.ReplayAsync(decision.Decision!))
            & await Refused("account", () => cards.Client.Accounts.GetAsync(decision.AccountId));
        var (read, others) = await Others(decision.AccountId);
        screen.Say($"the other accounts of the tenant: {read} of {others} answer");
        await stage.Database.PutBack(account, sequence, body);
        await Restart();
        var again = await cards.Client.Decisions.ReplayAsync(decision.Decision!);
        screen.Say($"bit put back, host started again: the replay is {(again.Equal ? "equal" : "different")}");
        return refused && read == others && again.Equal;
    }

    private async Task Restart()
    {
        await stage.Host.Kill();
        await stage.Start();
    }

    private async Task<bool> Refused<T>(string what, Func<Task<T>> ask)
    {
        try
        {
            await ask();
            screen.Bad($"{what}: answered as if nothing had happened");
            return false;
        }
        catch (RiskException refusal)
        {
            screen.Good($"{what}: {refusal.Problem.Code}, cause {refusal.Problem.Cause ?? "not named"}");
            return refusal.Problem.Cause is not null;
        }
    }

    private async Task<(int Read, int Others)> Others(string damaged)
    {
        var others = cards.AccountIds.Values.Where(id => id != damaged).ToList();
        var read = 0;
        foreach (var id in others)
        {
            try
            {
                await cards.Client.Accounts.GetAsync(id);
                read++;
            }
            catch (RiskException)
            {
                // Counted by not being counted.
            }
        }

        return (read, others.Count);
    }
}
