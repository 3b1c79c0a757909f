using Microsoft.Extensions.Logging;
using OrleansRisk.Accounts.Runtime;

namespace OrleansRisk.Engine.Standalone;

/// <summary>
/// What all cells share: the bounds, who is in memory, and how one turn is run and its failure answered.
/// </summary>
internal sealed partial class Scheduling(StandaloneOptions options, AccountRuntime runtime)
{
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private volatile bool _draining;

    public StandaloneOptions Options => options;

    public Residency Residency { get; } = new(runtime.Time, options.MemoryBudgetBytes, runtime.Metrics);

    public TimeProvider Time => runtime.Time;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Null where the call is let in; otherwise why it is not.</summary>
    public string? Admit()
    {
        if (Interlocked.Increment(ref _inFlight) > options.TurnsInFlightMax)
        {
            return TurnAway("overloaded");
        }

        return _draining ? TurnAway("draining") : null;
    }

    public void Finished()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0 && _draining)
        {
            _empty.TrySetResult();
        }
    }

    /// <summary>Takes the call back that <see cref="Admit"/> let in.</summary>
    public string TurnAway(string cause)
    {
        Finished();
        runtime.Metrics.TurnRefused(cause);
        return cause;
    }

    /// <summary>Lets nothing in any more; done when nothing is under way.</summary>
    public Task Drain()
    {
        _draining = true;
        if (InFlight == 0)
        {
            _empty.TrySetResult();
        }

        return _empty.Task;
    }

    /// <summary>Runs a turn that has begun. Never throws: here ends what an actor did not expect.</summary>
    public async ValueTask Run(AccountCell cell, Turn turn)
    {
        runtime.Metrics.Turned(runtime.Time.GetElapsedTime(turn.EnqueuedAt));
        try
        {
            await turn.Take(cell.Actor);
        }
        catch (Exception e)
        {
            // Only type and place of it are logged: its text may hold what a customer sent.
            TurnFailed(
                runtime.Logger, cell.Id.Tenant.Value, cell.Id.Key.ToString(), e.GetType().Name, e.TargetSite?.Name);
            turn.TryAbandon(cell.Actor.HandedOver, "unexpected");
            cell.Actor.Forget();
        }
    }

    /// <summary>Runs a read beside the turns. Never throws either; what fails here changes nothing.</summary>
    public async ValueTask<TOutcome> Read<TArgument, TOutcome>(
        AccountCell cell, TurnKind<TArgument, TOutcome> kind, TArgument argument)
    {
        try
        {
            return await kind.Take(cell.Actor, argument);
        }
        catch (Exception e)
        {
            TurnFailed(
                runtime.Logger, cell.Id.Tenant.Value, cell.Id.Key.ToString(), e.GetType().Name, e.TargetSite?.Name);
            return kind.Lost();
        }
    }
}
