using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Calls;

namespace OrleansRisk.Grains.Tenants;

/// <summary>A tenant as the edge sees it.</summary>
internal sealed class TenantReference(ITenantGrain grain, GrainKey key, GrainCalls calls) : ITenant
{
    private static readonly ContractMethod DescribeMethod = ContractMethod.Of(
        typeof(ITenant), nameof(ITenant.Describe));
    private static readonly ContractMethod ConfigureMethod = ContractMethod.Of(
        typeof(ITenant), nameof(ITenant.Configure));
    private static readonly ContractMethod IssueMethod = ContractMethod.Of(typeof(ITenant), nameof(ITenant.IssueKey));
    private static readonly ContractMethod RevokeMethod = ContractMethod.Of(typeof(ITenant), nameof(ITenant.RevokeKey));
    private static readonly ContractMethod KeysMethod = ContractMethod.Of(typeof(ITenant), nameof(ITenant.Keys));
    private static readonly ContractMethod LeaseMethod = ContractMethod.Of(
        typeof(ITenant), nameof(ITenant.LeaseLines));

    public ValueTask<Outcome<QuotaLease>> LeaseLines(Caller caller, QuotaRequest request) => calls.Make(
        grain, key, LeaseMethod, caller, request, static (grain, caller, request) => grain.LeaseLines(caller, request));

    public ValueTask<Outcome<TenantSettings>> Describe(Caller caller) =>
        calls.Make(grain, key, DescribeMethod, caller, 0, static (grain, caller, _) => grain.Describe(caller));

    public ValueTask<Outcome<TenantSettings>> Configure(Caller caller, TenantSettings settings) =>
        calls.Make(
            grain, key, ConfigureMethod, caller, settings, static (grain, caller, to) => grain.Configure(caller, to));

    public ValueTask<Outcome<ApiKey>> IssueKey(Caller caller, KeyRequest request) =>
        calls.Make(
            grain, key, IssueMethod, caller, request, static (grain, caller, key) => grain.IssueKey(caller, key));

    public ValueTask<Outcome<ApiKey>> RevokeKey(Caller caller, string keyId) =>
        calls.Make(grain, key, RevokeMethod, caller, keyId, static (grain, caller, id) => grain.RevokeKey(caller, id));

    public ValueTask<Outcome<IReadOnlyList<ApiKey>>> Keys(Caller caller) =>
        calls.Make(grain, key, KeysMethod, caller, 0, static (grain, caller, _) => grain.Keys(caller));
}
