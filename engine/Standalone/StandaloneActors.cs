using System.Collections.Concurrent;
using OrleansRisk.Accounts;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterparties;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Counterparties;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Engine.Standalone;

/// <summary>
/// All actors in one process. An account is in memory from its first call until it has rested long enough or memory
/// runs over; a call finds it there, or brings it back.
/// </summary>
public sealed class StandaloneActors : IActors, IAsyncDisposable
{
    private readonly ConcurrentDictionary<AccountId, AccountCell> _cells = new();
    private readonly ConcurrentDictionary<TenantId, TenantActor> _tenants = new();
    private readonly AccountServices _services;
    private readonly TenantServices _tenantServices;
    private readonly Scheduling _scheduling;
    private readonly ITimer _sweep;

    public StandaloneActors(AccountServices services, TenantServices tenants, StandaloneOptions options)
    {
        (_services, _tenantServices) = (services, tenants);
        _scheduling = new Scheduling(options, services.Runtime);
        _sweep = services.Runtime.Time.CreateTimer(_ => Sweep(), null, options.SweepEvery, options.SweepEvery);
    }

    /// <summary>Accounts in memory, and their bytes by their own estimate.</summary>
    public (int Accounts, long Bytes) Resident => _scheduling.Residency.Total;

    /// <summary>Turns under way or waiting.</summary>
    public int InFlight => _scheduling.InFlight;

    public IAccount Account(TenantId tenant, AccountKey key) => new StandaloneAccount(this, new AccountId(tenant, key));

    public ICounterparty Counterparty(TenantId tenant, ulong counterparty) =>
        new StandaloneCounterparty(
            new CounterpartyActor(_services.Published, tenant, counterparty), tenant, _services.Runtime.Logger);

    public ITenant Tenant(TenantId tenant) =>
        new StandaloneTenant(TenantActor(tenant), tenant, _services.Runtime.Logger);

    /// <summary>
    /// Stops gracefully: nothing new is let in, what is under way is finished, and accounts far ahead of their
    /// snapshots leave one behind, for as long as the caller waits.
    /// </summary>
    public async ValueTask Drain(CancellationToken cancel)
    {
        try
        {
            await _scheduling.Drain().WaitAsync(cancel);
            while (!cancel.IsCancellationRequested && _scheduling.Residency.TakeIdle(TimeSpan.MinValue) is { } cell)
            {
                Close(cell, "stopped");
            }
        }
        catch (OperationCanceledException)
        {
            // What still runs is in the journal or is not; the next start reads it either way.
        }

        await _services.Stores.Snapshots.Finish(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await Drain(new CancellationToken(canceled: true));
    }

    /// <summary>Puts a call into its account's mailbox; answers at once where it cannot be let in.</summary>
    internal ValueTask<TOutcome> Call<TArgument, TOutcome>(
        AccountId id, TurnKind<TArgument, TOutcome> kind, TArgument argument)
    {
        if (_scheduling.Admit() is { } refused)
        {
            return new ValueTask<TOutcome>(kind.Refused(refused));
        }

        var turn = new Turn<TArgument, TOutcome>(kind, argument) { EnqueuedAt = _scheduling.Time.GetTimestamp() };
        var answer = turn.Answer;
        while (true)
        {
            var cell = Cell(id);
            switch (cell.Enqueue(turn))
            {
                case Admitted.Taken:
                    PutOut();
                    return answer;
                case Admitted.Full:
                    return new ValueTask<TOutcome>(kind.Refused(_scheduling.TurnAway("overloaded")));
                default:
                    _cells.TryRemove(KeyValuePair.Create(id, cell));
                    break;
            }
        }
    }

    /// <summary>
    /// A read beside the turns where the account is in memory; otherwise a turn that brings it there first.
    /// </summary>
    internal async ValueTask<TOutcome> Read<TArgument, TOutcome>(
        AccountId id, TurnKind<TArgument, TOutcome> kind, TArgument argument)
    {
        if (!_cells.TryGetValue(id, out var cell) || !cell.TryEnterRead())
        {
            return await Call(id, kind, argument);
        }

        try
        {
            if (_scheduling.Admit() is { } refused)
            {
                return kind.Refused(refused);
            }

            var outcome = await _scheduling.Read(cell, kind, argument);
            _scheduling.Finished();
            return outcome;
        }
        finally
        {
            cell.LeaveRead();
        }
    }

    internal TenantActor TenantActor(TenantId tenant) =>
        _tenants.GetOrAdd(tenant, static (id, services) => new TenantActor(services, id), _tenantServices);

    private AccountCell Cell(AccountId id) => _cells.TryGetValue(id, out var cell)
        ? cell
        : _cells.GetOrAdd(
            id, static (id, self) =>
                new AccountCell(id, new AccountActor(self._services, id.Tenant, id.Key), self._scheduling), this);

    /// <summary>Keeps memory within its budget: for what came in, what was used longest ago goes out.</summary>
    private void PutOut()
    {
        while (_scheduling.Residency.OverBudget && _scheduling.Residency.TakeIdle(TimeSpan.MaxValue) is { } cell)
        {
            Close(cell, "memory");
        }
    }

    private void Sweep()
    {
        var options = _scheduling.Options;
        var now = _scheduling.Time.GetTimestamp();
        foreach (var cell in _scheduling.Residency.BusyFor(options.TurnTimeout, options.TurnsInFlightMax))
        {
            cell.TimeOut(enqueued => _scheduling.Time.GetElapsedTime(enqueued, now) >= options.TurnTimeout);
        }

        while (_scheduling.Residency.TakeIdle(options.IdleAfter) is { } cell)
        {
            Close(cell, "idle");
        }
    }

    private void Close(AccountCell cell, string cause)
    {
        if (!cell.TryClose())
        {
            return;
        }

        cell.Actor.Passivate();
        _scheduling.Residency.Forget(cell);
        _cells.TryRemove(KeyValuePair.Create(cell.Id, cell));
        _services.Runtime.Metrics.Passivated(cause);
    }
}
