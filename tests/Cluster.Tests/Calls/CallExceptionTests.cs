using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Serialization;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Calls;
using OrleansRisk.Grains.Placement;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Calls;

/// <summary>
/// Whatever a call of a grain may throw has an outcome that somebody decided on: an exception that a later Orleans
/// brings changes the approved list.
/// </summary>
public sealed class CallExceptionTests : IDisposable
{
    private static readonly GrainKey Key = GrainKey.Of(new TenantId(1), new AccountKey(1));
    private static readonly TransactionBatch Batch = new("account", []);

    private readonly PoolMapCache _pools = new(new MovablePools((1, "main")), NullLogger<PoolMapCache>.Instance);
    private readonly EngineMetrics _metrics = new();
    private readonly GrainCalls _calls;

    public CallExceptionTests() => _calls = new GrainCalls(
        new CapsuleIssuer(new CapsuleKeys(RiskSilos.Keys), _pools, new Locality("my", "main"), TimeProvider.System),
        _pools, _metrics, NullLogger<GrainCalls>.Instance);

    [Fact]
    public async Task Assess_ThatThrows_HasAnOutcomeForEachException()
    {
        var lines = new List<string>();
        foreach (var type in Exceptions())
        {
            var outcome = await _calls.Make<object, TransactionBatch, AssessedBatch>(
                this, Key, ContractMethod.Of(typeof(IAccount), nameof(IAccount.Assess)), RiskSilos.Caller(1), Batch,
                (_, _, _) => throw Of(type));
            lines.Add($"{type.FullName}: {outcome.Failure switch
            {
                Failure.Retry later => $"not recorded, {later.Cause}",
                Failure.Unknown => "unknown",
                _ => throw new InvalidOperationException($"{type} acknowledges: {outcome}"),
            }}");
        }

        Approved.Check("exceptions.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public async Task Read_ThatThrows_IsRetriedOrUnknown()
    {
        foreach (var type in Exceptions())
        {
            var outcome = await _calls.Make<object, int, AccountView>(
                this, Key, ContractMethod.Of(typeof(IAccount), nameof(IAccount.Describe)), RiskSilos.Caller(1), 0,
                (_, _, _) => throw Of(type));
            Assert.True(outcome.Failure is Failure.Retry or Failure.Unknown);
        }
    }

    [Fact]
    public async Task Call_WithoutMemory_IsNotTakenForAnAnswer() =>
        await Assert.ThrowsAsync<OutOfMemoryException>(async () =>
            await _calls.Make<object, int, AccountView>(
                this, Key, ContractMethod.Of(typeof(IAccount), nameof(IAccount.Describe)), RiskSilos.Caller(1), 0,
                (_, _, _) => throw Of(typeof(OutOfMemoryException))));

    public void Dispose()
    {
        _pools.Dispose();
        _metrics.Dispose();
    }

    /// <summary>
    /// Those of Orleans, and those of the runtime that a call, a time-out or a lost connection ends with.
    /// </summary>
    private static IEnumerable<Type> Exceptions() =>
        new[]
            {
                typeof(OrleansException), typeof(ClientNotAvailableException), typeof(Orleans.Runtime.Silo),
                typeof(Serializer), typeof(Orleans.Serialization.WireProtocol.Tag),
            }
            .Select(type => type.Assembly).Distinct()
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type.IsAssignableTo(typeof(Exception)) && !type.IsAbstract && !type.IsGenericType)
            .Concat([
                typeof(TimeoutException), typeof(OperationCanceledException), typeof(TaskCanceledException),
                typeof(IOException), typeof(ObjectDisposedException), typeof(InvalidOperationException),
                typeof(UnauthorizedAccessException), typeof(NotSupportedException),
            ])
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static Exception Of(Type type) => (Exception)RuntimeHelpers.GetUninitializedObject(type);
}
