using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Orleans.Serialization;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Grains;
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
    private readonly PoolMapCache _pools = new(new MovablePools((1, "main")), NullLogger<PoolMapCache>.Instance);
    private readonly ServiceProvider _services =
        new ServiceCollection().AddSingleton<EngineMetrics>().BuildServiceProvider();

    private readonly OutgoingCalls _calls;

    public CallExceptionTests() => _calls = new OutgoingCalls(
        new CallTokenIssuer(new CallTokenKeys(RiskSilos.Keys), _pools, new Locality("my", "main"), TimeProvider.System),
        _pools, _services, NullLogger<OutgoingCalls>.Instance);

    [Fact]
    public async Task Assess_ThatThrows_HasAnOutcomeForEachException()
    {
        var lines = new List<string>();
        foreach (var type in Exceptions())
        {
            lines.Add($"{type.FullName}: {await Failed(type) switch
            {
                Failure.Retry later => $"not recorded, {later.Cause}",
                Failure.Unknown => "unknown",
                var other => throw new InvalidOperationException($"{type} acknowledges: {other}"),
            }}");
        }

        Approved.Check("exceptions.txt", string.Join('\n', lines) + "\n");
    }

    [Fact]
    public async Task Call_WithoutMemory_IsNotTakenForAnAnswer() =>
        await Assert.ThrowsAsync<OutOfMemoryException>(() => Failed(typeof(OutOfMemoryException)));

    [Fact]
    public async Task Call_ThatMetAnotherPoolsSilo_IsMadeOnceMoreWithItsArguments()
    {
        var call = new AssessCall(call =>
        {
            var carried = Assert.IsType<LocalCaller>(call.Caller);
            Assert.Equal((RiskSilos.Caller(1), "account"), (carried.Caller, call.Batch?.Account));
            (call.Caller, call.Batch) = (null, null); // as a call that was carried out in this process leaves it
            return call.Made < Limits.PlacementTries
                ? new Failure.Moved() : new Outcome<AssessedBatch>(new AssessedBatch([]));
        });
        await _calls.Invoke(call);
        Assert.Equal(Limits.PlacementTries, call.Made);
        Assert.True(call.Outcome.IsDone);
    }

    [Fact]
    public async Task Call_InNobodysName_IsNotMade()
    {
        var call = new AssessCall(_ => new Failure.Unknown()) { Caller = null };
        await _calls.Invoke(call);
        Assert.Equal(0, call.Made);
        Assert.IsType<Failure.Denied>(call.Outcome.Failure);
    }

    public void Dispose()
    {
        _pools.Dispose();
        _services.Dispose();
    }

    private async Task<Failure?> Failed(Type exception)
    {
        var call = new AssessCall(_ => throw (Exception)RuntimeHelpers.GetUninitializedObject(exception));
        await _calls.Invoke(call);
        return call.Outcome.Failure;
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
}
