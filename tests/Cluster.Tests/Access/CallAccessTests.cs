using System.Reflection;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Access;

/// <summary>
/// Every method of every grain against every kind of caller, from a client at wire level and from the silos
/// themselves.
/// </summary>
public sealed class CallAccessTests(CallAccessTests.Silos silos) : IClassFixture<CallAccessTests.Silos>
{
    public static TheoryData<string> Methods() => [.. ContractMethod.All.Select(NameOf).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_OwnTenantWithGenuineToken_ReachesTheActor(string name)
    {
        var (method, _) = Target(name, tenant: 1);
        // never called before, so it must be read
        var key = CallMatrix.KeyOf(
            silos.Running, method, 1, member: 10_000 + name.Sum(static letter => letter));
        var before = silos.Stores.Asked(key.Tenant);
        var caller = RiskSilos.Caller(1);
        var outcome = await CallMatrix.Call(
            silos.Running.Client, method, key.ToString(), caller, silos.Issue(caller, key, method));
        Assert.False(CallMatrix.IsDenied(outcome), $"{name}: {outcome}");
        Assert.True(silos.Stores.Asked(key.Tenant) > before);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_OfAnotherTenant_IsDenied(string name)
    {
        var (method, key) = Target(name, tenant: 3);
        var caller = RiskSilos.Caller(2, (Roles)255 & ~Roles.Operator);
        await Denied(method, key, caller, silos.Issue(caller, key, method));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_WithoutTheRole_IsDenied(string name)
    {
        var (method, key) = Target(name, tenant: 3);
        var caller = RiskSilos.Caller(3, (Roles)255 & ~ContractMethod.Find(method)!.Rule.AnyOf);
        await Denied(method, key, caller, silos.Issue(caller, key, method));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_WithoutToken_IsDenied(string name)
    {
        var (method, key) = Target(name, tenant: 3);
        await Denied(method, key, RiskSilos.Caller(3), token: null);
        await Denied(method, key, RiskSilos.Caller(3), token: []);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_WithExpiredOrEarlyToken_IsRetriedAndReachesNothing(string name)
    {
        var (method, key) = Target(name, tenant: 3);
        foreach (var seconds in new[] { -31, -3_600, 6, 3_600 })
        {
            var (caller, before) = (RiskSilos.Caller(3), silos.Stores.Asked(key.Tenant));
            var token = silos.Issue(caller, key, method, TimeSpan.FromSeconds(seconds));
            dynamic outcome = await CallMatrix.Call(silos.Running.Client, method, key.ToString(), caller, token);
            Assert.Equal("stale_call", Assert.IsType<Failure.Retry>((object)outcome.Failure).Cause);
            Assert.Equal(before, silos.Stores.Asked(key.Tenant));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_WithForgedToken_IsDenied(string name)
    {
        var (method, key) = Target(name, tenant: 3);
        var caller = RiskSilos.Caller(3);
        var token = silos.Token(caller, key, method);
        await Denied(method, key, caller, CallTokenFormat.Sign(token, new CallTokenKey(7, new byte[32])));
        await Denied(
            method, key, caller, CallTokenFormat.Sign(token, new CallTokenKey(8, RiskSilos.Keys.Signing.Secret)));
        await Denied(method, key, caller, Some.Bytes(200));
        await Denied(method, key, caller, Some.Bytes(100_000));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_WithEditedToken_IsDenied(string name)
    {
        var (method, key) = Target(name, tenant: 3);
        var caller = RiskSilos.Caller(3);
        var token = silos.Issue(caller, key, method);
        for (var at = 0; at < token.Length; at += 3)
        {
            byte[] edited = [.. token];
            edited[at] ^= 1;
            await Denied(method, key, caller, edited);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_WithTokenOfAnotherCall_IsDenied(string name)
    {
        var (method, key) = Target(name, tenant: 3);
        var caller = RiskSilos.Caller(3);
        var token = silos.Token(caller, key, method);
        CallToken[] others =
        [
            token with { Target = CallMatrix.KeyOf(silos.Running, method, 4).ToString() },
            token with { Method = "IAccount.None" },
            token with { Region = "sg" },
            token with { Purpose = CallPurpose.System },
            token with { Caller = caller with { Roles = Roles.None } },
            token with { Caller = caller with { Tenant = new TenantId(2), Roles = (Roles)255 & ~Roles.Operator } },
            token with { ExpiresAt = token.ExpiresAt + 60_000 },
        ];
        foreach (var other in others)
        {
            await Denied(method, key, caller, CallTokenFormat.Sign(other, RiskSilos.Keys.Signing));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_OnAKeyOfNoTenant_ReachesNothing(string name)
    {
        var (method, _) = Target(name, tenant: 3);
        foreach (var key in new[] { "t/a/../b", "t/03", "x", "t/3/b/x", "t/3 ", "T/3" })
        {
            var caller = RiskSilos.Caller(3);
            var token = CallTokenFormat.Sign(
                silos.Token(
                    caller, CallMatrix.KeyOf(silos.Running, method, 3), method) with
                { Target = key }, RiskSilos.Keys.Signing);
            var before = silos.Stores.Asked(new TenantId(3));
            await Assert.ThrowsAnyAsync<Exception>(() =>
                CallMatrix.Call(silos.Running.Client, method, key, caller, token));
            Assert.Equal(before, silos.Stores.Asked(new TenantId(3)));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_ThroughTheStreamExtension_IsRefused(string name)
    {
        var stream = Extension<IAsyncEnumerableGrainExtension>(name);
        await Refused(name, async () => await stream.MoveNext<int>(Guid.NewGuid()));
        await Refused(name, async () => await stream.DisposeAsync(Guid.NewGuid()));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Call_ThroughTheManagementExtension_IsRefused(string name)
    {
        var management = Extension<IGrainManagementExtension>(name);
        await Refused(name, async () => await management.DeactivateOnIdle());
        await Refused(name, async () => await management.MigrateOnIdle());
    }

    [Fact]
    public async Task Call_OfAStreamingGrainOfNoContract_NeverBegins()
    {
        var grain = silos.Running.Client.GetGrain<IUnlistedGrain>("t/1");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await grain.Plain());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var _ in grain.Streamed())
            {
            }
        });
        Assert.Equal(0, UnlistedGrain.Begun);
    }

    [Fact]
    public async Task Call_OfTheManagementGrain_IsRefused()
    {
        var management = silos.Running.Client.GetGrain<IManagementGrain>(0);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => management.GetHosts());
    }

    [Fact]
    public async Task Call_SignedWithTheOtherLiveKey_IsTaken()
    {
        var method = typeof(IAccount).GetMethod(nameof(IAccount.Describe))!;
        var key = CallMatrix.KeyOf(silos.Running, method, 1);
        var caller = RiskSilos.Caller(1);
        var keys = new CallTokenKeys(RiskSilos.Keys);
        var next = new CallTokenKey(9, Some.Bytes(32));
        keys.Current = new CallTokenKeySet(next, RiskSilos.Keys.Signing);
        foreach (var sealing in new[] { next, RiskSilos.Keys.Signing })
        {
            Assert.NotNull(
                CallTokenFormat.Verify(CallTokenFormat.Sign(silos.Token(caller, key, method), sealing), keys.Current));
        }

        keys.Current = new CallTokenKeySet(next);
        Assert.Null(CallTokenFormat.Verify(silos.Issue(caller, key, method), keys.Current));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Actors_OfBothSilos_SignTheCallThemselves()
    {
        for (var silo = 0; silo < 2; silo++)
        {
            for (ulong member = 100; member < 120; member++)
            {
                var actors = silos.Running.Actors(silo);
                var account = actors.Account(new TenantId(1), new Core.Accounts.AccountKey(member));
                var described = await account.Describe(RiskSilos.Caller(1));
                Assert.IsType<Failure.NotFound>(described.Failure);
                Assert.IsType<Failure.Denied>((await account.Describe(RiskSilos.Caller(2))).Failure);
                Assert.IsType<Failure.Denied>(
                    (await account.Assess(RiskSilos.Caller(2), new("a", [Some.Transaction()]))).Failure);
            }
        }
    }

    [Fact]
    public void Contracts_EveryMethod_IsKnownAndHasARule()
    {
        Type[] grains = [typeof(IAccountGrain), typeof(ITenantGrain), typeof(ITenantSiloGrain)];
        var methods = grains.SelectMany(grain =>
            grain.GetInterfaces().Append(grain)).SelectMany(each => each.GetMethods());
        Assert.All(methods, method =>
            Assert.NotEqual(Roles.None, ContractMethod.Find(method)?.Rule.AnyOf ?? Roles.None));
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private (MethodInfo Method, GrainKey Key) Target(string name, int tenant)
    {
        var method = ContractMethod.All.Single(each => NameOf(each) == name);
        return (method, CallMatrix.KeyOf(silos.Running, method, tenant));
    }

    private TExtension Extension<TExtension>(string name)
        where TExtension : IGrainExtension
    {
        var (method, key) = Target(name, tenant: 1);
        return silos.Running.Client.GetGrain(CallMatrix.GrainOf(method), key.ToString()).AsReference<TExtension>();
    }

    /// <summary>Even with the genuine token of a call of the grain that the extension belongs to.</summary>
    private async Task Refused(string name, Func<Task> call)
    {
        var (method, key) = Target(name, tenant: 1);
        var before = silos.Stores.Asked(key.Tenant);
        RequestContext.Set(CallTokenIssuer.Header, silos.Issue(RiskSilos.Caller(1), key, method));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(call);
        RequestContext.Clear();
        Assert.Equal(before, silos.Stores.Asked(key.Tenant));
    }

    private async Task Denied(MethodInfo method, GrainKey key, Caller caller, byte[]? token)
    {
        var before = silos.Stores.Asked(key.Tenant);
        var outcome = await CallMatrix.Call(silos.Running.Client, method, key.ToString(), caller, token);
        Assert.True(CallMatrix.IsDenied(outcome), $"{NameOf(method)}: {outcome}");
        Assert.Equal(before, silos.Stores.Asked(key.Tenant));
    }

    public sealed class Silos : IAsyncLifetime
    {
        private readonly MovablePools _pools = new((1, "a"), (2, "a"), (3, "a"), (4, "a"));

        internal SilentStores Stores { get; } = new();

        internal RiskSilos Running { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Running = await RiskSilos.Start(_pools, ["a", "a"], RiskSilos.Silent(Stores));

        public async Task DisposeAsync() => await Running.DisposeAsync();

        internal byte[] Issue(Caller caller, GrainKey key, MethodInfo method, TimeSpan ago = default) =>
            CallTokenFormat.Sign(Token(caller, key, method, ago), RiskSilos.Keys.Signing);

        internal CallToken Token(Caller caller, GrainKey key, MethodInfo method, TimeSpan ago = default)
        {
            var now = (TimeProvider.System.GetUtcNow() + ago).ToUnixTimeMilliseconds();
            return new CallToken(
                caller, CallPurpose.Request, RiskSilos.Region, _pools.Map.Epoch, key.ToString(),
                ContractMethod.Find(method)!.Name, now, now + 30_000);
        }
    }
}
