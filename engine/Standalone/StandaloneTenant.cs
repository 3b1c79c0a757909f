using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Counterparties;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants.Counterparties;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Engine.Standalone;

/// <summary>The standalone shell of a tenant: checks access, and turns what is unexpected into an answer.</summary>
internal sealed class StandaloneTenant(TenantActor actor, TenantId tenant, ILogger logger) : ITenant
{
    public ValueTask<TenantOutcome> Describe(Caller caller) => Shell.Call(
        caller, typeof(ITenant), nameof(ITenant.Describe), tenant, logger,
        () => actor.Describe(CancellationToken.None), static refusal => new TenantOutcome(null, refusal));

    public ValueTask<TenantOutcome> Configure(Caller caller, TenantSettings settings) => Shell.Call(
        caller, typeof(ITenant), nameof(ITenant.Configure), tenant, logger,
        () => actor.Configure(settings, CancellationToken.None), static refusal => new TenantOutcome(null, refusal));

    public ValueTask<KeyOutcome> IssueKey(Caller caller, KeyRequest request) => Shell.Call(
        caller, typeof(ITenant), nameof(ITenant.IssueKey), tenant, logger,
        () => actor.IssueKey(caller, request, CancellationToken.None), static refusal => new KeyOutcome(null, refusal));

    public ValueTask<KeyOutcome> RevokeKey(Caller caller, string keyId) => Shell.Call(
        caller, typeof(ITenant), nameof(ITenant.RevokeKey), tenant, logger,
        () => actor.RevokeKey(caller, keyId, CancellationToken.None), static refusal => new KeyOutcome(null, refusal));

    public ValueTask<KeysOutcome> Keys(Caller caller) => Shell.Call(
        caller, typeof(ITenant), nameof(ITenant.Keys), tenant, logger,
        () => actor.Keys(CancellationToken.None), static refusal => new KeysOutcome([], refusal));
}

/// <summary>The standalone shell of a counterparty.</summary>
internal sealed class StandaloneCounterparty(CounterpartyActor actor, TenantId tenant, ILogger logger) : ICounterparty
{
    public ValueTask<CounterpartyOutcome> Describe(Caller caller) => Shell.Call(
        caller, typeof(ICounterparty), nameof(ICounterparty.Describe), tenant, logger,
        actor.Describe, static refusal => new CounterpartyOutcome(default, refusal));
}
