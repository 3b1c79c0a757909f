using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Hosting;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Wire;

/// <summary>What grains are asked and answer, through the serializers of a silo.</summary>
public sealed class WireTests
{
    private static readonly Type[] Grains = [typeof(IAccountGrain), typeof(ITenantGrain)];

    private static readonly ServiceProvider Services = new ServiceCollection().AddSerializer(builder => builder
        .AddAssembly(typeof(Caller).Assembly).AddAssembly(typeof(IAccountGrain).Assembly)
        .AddAssembly(typeof(GrainHosting).Assembly)).BuildServiceProvider();

    public static TheoryData<string> Crossing() => [.. Values().Select(value => value.Name)];

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Value_EveryMemberFilled_ReadsBackBitForBit(string name)
    {
        var (_, declared, value) = Values().Single(each => each.Name == name);
        Call(nameof(Cross), declared, value);
    }

    [Fact]
    public void Caller_OfACall_CrossesInItsTokenAlone()
    {
        var callers = Services.GetRequiredService<Serializer<Caller?>>();
        Assert.Null(callers.Deserialize(Bytes<Caller?>(RiskSilos.Caller(1))));
        var other = callers.Deserialize(Bytes("somebody else"));
        Assert.Equal("somebody else"u8.ToArray(), Assert.IsType<SignedCaller>(other).Token);
        Assert.Empty(Assert.IsType<SignedCaller>(callers.Deserialize(Bytes(new string('x', 2_049)))).Token);
    }

    [Fact]
    public void Text_WithHalfASurrogatePair_IsRefusedNotReplaced() =>
        Assert.ThrowsAny<ArgumentException>(() => Bytes(
            Filled.Of(typeof(Core.Transactions.Transaction)) is Core.Transactions.Transaction filled
                ? filled with { Description = "half \ud800" } : null!));

    [Fact]
    public void Bytes_OfEveryType_AreAsApproved() =>
        Approved.Check("wire.txt", string.Concat(Values().Select(value =>
            $"{value.Name} {Convert.ToHexStringLower((byte[])Call(nameof(Bytes), value.Declared, value.Value))}\n")));

    /// <summary>Each parameter's type, each answer's, and each failure.</summary>
    private static IEnumerable<(string Name, Type Declared, object Value)> Values()
    {
        var methods = Grains.SelectMany(grain => grain.GetInterfaces().Append(grain))
            .Where(type => type.Assembly == typeof(Caller).Assembly || type.Assembly == typeof(IAccountGrain).Assembly)
            .SelectMany(type => type.GetMethods()).ToList();
        var asked = methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType)
            .Where(type => type.Assembly == typeof(Caller).Assembly && type != typeof(Caller)).Distinct()
            .Select(type => (Name: type.Name, Declared: type, Value: Filled.Of(type)));
        var answered = methods.Select(method => method.ReturnType.GetGenericArguments()[0]).Distinct()
            .Select(type => (Name: Named(type), Declared: type, Value: Done(type)));
        var failed = Filled.Cases(typeof(Failure)).Select(type => (
            Name: $"Failure.{type.Name}", Declared: typeof(Outcome<int>),
            Value: (object)new Outcome<int>((Failure)Filled.Of(type))));
        return asked.Concat(answered).Concat(failed).OrderBy(value => value.Name, StringComparer.Ordinal);
    }

    private static object Done(Type outcome) =>
        Activator.CreateInstance(outcome, Filled.Of(outcome.GetGenericArguments()[0]))!;

    private static string Named(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{Named(type.GetGenericArguments()[0])}>"
        : type.Name;

    private static object Call(string method, Type declared, object value) =>
        typeof(WireTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(declared)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null)!;

    private static byte[] Bytes<T>(T value) => Services.GetRequiredService<Serializer<T>>().SerializeToArray(value);

    private static object Cross<T>(T value)
        where T : class
    {
        var read = Services.GetRequiredService<Serializer<T>>().Deserialize(Bytes(value))!;
        Assert.Equal(Spelled.Out(value), Spelled.Out(read));
        Assert.Same(value, Services.GetRequiredService<DeepCopier<T>>().Copy(value)); // handed over as it is
        return read;
    }
}
