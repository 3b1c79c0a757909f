using System.Reflection;
using Orleans;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;

namespace OrleansRisk.Cluster.Tests.Access;

/// <summary>
/// Calls any method of any of our grains with whatever token a test lays in, and says what the answer amounts to.
/// </summary>
internal static class CallMatrix
{
    public static Type GrainOf(MethodInfo method) => ContractMethod.Find(method)!.Kind switch
    {
        GrainKind.Account => typeof(IAccountGrain),
        GrainKind.TenantSilo => typeof(ITenantSiloGrain),
        _ => typeof(ITenantGrain),
    };

    /// <param name="silos">One of them is the silo of a key that names one.</param>
    public static GrainKey KeyOf(RiskSilos silos, MethodInfo method, int tenant, int member = 1) =>
        ContractMethod.Find(method)!.Kind switch
        {
            GrainKind.Account => GrainKey.Of(new TenantId(tenant), new Core.Accounts.AccountKey((UInt128)member)),
            GrainKind.TenantSilo => GrainKey.Of(
                new TenantId(tenant), silos.Cluster.Silos[0].SiloAddress.ToParsableString()),
            _ => GrainKey.Of(new TenantId(tenant)),
        };

    public static async Task<object> Call(
        IGrainFactory grains, MethodInfo method, string key, Caller caller, byte[]? token)
    {
        var grain = grains.GetGrain(GrainOf(method), key);
        var carried = token is null ? caller : new SignedCaller(token);
        var arguments = method.GetParameters()
            .Select(parameter =>
                parameter.ParameterType == typeof(Caller) ? carried : Argument(parameter.ParameterType)).ToArray();
        dynamic answer = method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        return await answer;
    }

    public static bool IsDenied(dynamic outcome) => outcome.Failure is Failure.Denied;

    private static object Argument(Type type) => type switch
    {
        _ when type == typeof(TransactionBatch) =>
            new TransactionBatch("account", [OrleansRisk.Tests.Support.Some.Transaction()]),
        _ when type == typeof(long) => 1L,
        _ when type == typeof(string) => "key_2",
        _ when type == typeof(TenantSettings) => new TenantSettings { Name = "lender", Region = "my" },
        _ when type == typeof(QuotaRequest) => new QuotaRequest("", false, 1, 0, 0),
        _ when type == typeof(KeyRequest) => new KeyRequest("label", Roles.Read, null),
        _ => Filled.Of(type),
    };
}
