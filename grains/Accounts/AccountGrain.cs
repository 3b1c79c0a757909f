using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Accounts;
using OrleansRisk.Accounts.Folding;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Calls;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Grains.Accounts;

/// <summary>
/// Hosts an account's actor: one turn at a time, reads of committed state between the turns. The semaphore keeps a
/// read that finds nothing in memory from loading beside a turn; Orleans itself keeps the turns apart. Nothing is
/// read or unsealed when the grain wakes, only by the first call that the filter has let through.
/// </summary>
[GrainType(GrainTypes.Account)]
[TenantPoolPlacement]
internal sealed class AccountGrain : Grain, IAccountGrain, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ILogger<AccountGrain> _logger;
    private readonly AccountActor _actor;
    private readonly EngineMetrics _metrics;
    private readonly TenantTurns _turns;
    private readonly AccountMemory _memory;
    private readonly AwakeAccount _awake;

    public AccountGrain(
        AccountServices services, TenantTurns turns, AccountMemory memory, ILogger<AccountGrain> logger)
    {
        // A key that does not read makes an actor nobody reaches: the call filter refuses such keys.
        _ = GrainKey.TryParse(this.GetPrimaryKeyString(), out var key);
        _actor = new AccountActor(services, key.Tenant, key.AccountKey);
        (_turns, _memory, _metrics, _logger) = (turns, memory, services.Runtime.Metrics, logger);
        _awake = new AwakeAccount(GrainContext);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _turns.Wake(GrainContext);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _turns.Sleep(GrainContext);
        _actor.Deactivate();
        _memory.Left(_awake);
        _metrics.Deactivated(CauseOf(reason));
        return Task.CompletedTask;
    }

    public void Dispose() => _turn.Dispose();

    public ValueTask<Outcome<AssessedBatch>> Assess(Caller caller, TransactionBatch batch) =>
        Turn(static (actor, call) => actor.Assess(call.caller, call.batch), (caller, batch));

    public ValueTask<Outcome<AssessedBatch>> WhatIf(Caller caller, TransactionBatch batch) =>
        Turn(static (actor, call) => actor.WhatIf(call), batch);

    public ValueTask<Outcome<BatchCheck>> Check(Caller caller, TransactionBatch batch) =>
        Turn(static (actor, call) => actor.Check(call.caller, call.batch), (caller, batch));

    public ValueTask<Outcome<LabelResult>> Label(Caller caller, LabelRequest label) =>
        Turn(static (actor, call) => actor.Label(call), label);

    public ValueTask<Outcome<SettingsChange>> ChangeSettings(Caller caller, SettingsRequest settings) =>
        Turn(static (actor, call) => actor.ChangeSettings(call), settings);

    public ValueTask<Outcome<DayResult>> CloseDay(Caller caller) => Turn(static (actor, _) => actor.CloseDay(), caller);

    public ValueTask<Outcome<RebuildResult>> Rebuild(Caller caller, RebuildRequest request) => Read(
        static (actor, call) => actor.Rebuild(call.caller, call.request, call.InTurn),
        (caller, request, InTurn: (RebuildTurn)InTurn));

    public ValueTask<Outcome<AccountView>> Describe(Caller caller) =>
        Read(static (actor, _) => ValueTask.FromResult(actor.Describe()), caller);

    public ValueTask<Outcome<DecidedTransaction>> Decision(Caller caller, long sequence) =>
        Read(static (actor, call) => actor.Decision(call, CancellationToken.None), sequence);

    public ValueTask<Outcome<DecisionsPage>> Decisions(Caller caller, DecisionQuery query) =>
        Read(static (actor, call) => actor.Decisions(call, CancellationToken.None), query);

    public ValueTask<Outcome<DecisionsPage>> Transactions(Caller caller, TransactionQuery query) =>
        Read(static (actor, call) => actor.Transactions(call, CancellationToken.None), query);

    public ValueTask<Outcome<RecordedHistory>> History(Caller caller, long after) =>
        Read(static (actor, call) => actor.History(call, CancellationToken.None), after);

    public ValueTask<Outcome<ReplayReport>> Replay(Caller caller, long sequence) =>
        Read(static (actor, call) => actor.Replay(call, CancellationToken.None), sequence);

    public ValueTask<Outcome<CreditAnswer>> AssessCredit(Caller caller, CreditQuery query) =>
        Read(static (actor, call) => actor.AssessCredit(call, CancellationToken.None), query);

    public ValueTask<Outcome<CounterfactualAnswer>> Counterfactual(Caller caller, CounterfactualQuery query) =>
        Read(static (actor, call) => actor.Counterfactual(call, CancellationToken.None), query);

    private static string CauseOf(DeactivationReason reason) => reason.ReasonCode switch
    {
        DeactivationReasonCode.ActivationIdle => "idle",
        DeactivationReasonCode.HighMemoryPressure => "memory",
        DeactivationReasonCode.ShuttingDown => "stopped",
        _ => "asked",
    };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<T>> Turn<TCall, T>(
        Func<AccountActor, TCall, ValueTask<Outcome<T>>> run, TCall call)
    {
        await _turn.WaitAsync();
        try
        {
            _metrics.Turned();
            return await run(_actor, call);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            CallLog.TurnFailed(_logger, this.GetPrimaryKeyString(), _actor.HandedOver, e);
            var handedOver = _actor.HandedOver;
            _actor.Forget(); // whatever became of the turn, the next one reads the journal
            return handedOver ? new Failure.Unknown() : new Failure.Retry(Limits.RetryAfter, "failed");
        }
        finally
        {
            _turn.Release();
            Rest();
        }
    }

    private ValueTask<Outcome<RebuildResult>> InTurn(Func<ValueTask<Outcome<RebuildResult>>> part) =>
        Turn(static (_, run) => run(), part);

    private async ValueTask<Outcome<T>> Read<TCall, T>(
        Func<AccountActor, TCall, ValueTask<Outcome<T>>> run, TCall call)
    {
        try
        {
            await Load();
            return await run(_actor, call);
        }
        finally
        {
            Rest();
        }
    }

    private void Rest() => _memory.Used(_awake, _actor.ResidentBytes, _actor.IsUnknown);

    private async ValueTask Load()
    {
        if (_actor.IsLoaded)
        {
            return;
        }

        await _turn.WaitAsync();
        try
        {
            await _actor.Activate(CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }
}
