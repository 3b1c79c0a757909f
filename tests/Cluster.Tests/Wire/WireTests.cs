using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.GrainInterfaces.Wire;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Wire;

public sealed class WireTests
{
    private static readonly Type[] Grains = [typeof(IAccountGrain), typeof(ITenantGrain)];

    public static TheoryData<Type> Crossing() => [.. Types()];

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Codec_EveryMemberFilled_ReadsBackBitForBit(Type type)
    {
        var value = Filled.Of(type);
        var (bytes, read) = RoundTrip(value);
        Assert.Equal(Spelled.Out(value), Spelled.Out(read));
        Assert.NotEmpty(bytes);
    }

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Codec_NewerBuildAppendedFields_AreSkipped(Type type)
    {
        var value = Filled.Of(type);
        var (bytes, _) = RoundTrip(value);
        Assert.Equal(Spelled.Out(value), Spelled.Out(Decode(value, [.. bytes, 1, 2, 3])));
    }

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Codec_CutOrFlippedBytes_AreReadOrRefusedByName(Type type)
    {
        var value = Filled.Of(type);
        var (bytes, _) = RoundTrip(value);
        for (var length = 0; length < bytes.Length; length++)
        {
            ReadOrRefuse(value, bytes[..length]);
        }

        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            ReadOrRefuse(value, flipped);
        }
    }

    [Theory]
    [MemberData(nameof(Crossing))]
    public void Serializer_OfOrleans_CarriesOurBytesAndCopiesNothing(Type type)
    {
        using var services = new ServiceCollection()
            .AddSerializer(builder => builder.AddAssembly(typeof(IAccountGrain).Assembly)).BuildServiceProvider();
        var declared = Codecs().Keys.Single(each => each.IsAssignableFrom(type));
        typeof(WireTests).GetMethod(nameof(Cross), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(declared).Invoke(null, [services, Filled.Of(type)]);
    }

    [Fact]
    public void Codecs_OfEveryTypeInGrainMethods_AreThere()
    {
        var generated = new[]
        {
            typeof(long), typeof(string), typeof(LabelResult), typeof(DayResult), typeof(SettingsChange),
        };
        var crossing = Grains.SelectMany(grain =>
            grain.GetInterfaces().Append(grain)).SelectMany(each => each.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
                .Append(Answered(method)))
            .Except(generated).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal);
        Assert.Equal(crossing, Codecs().Keys.OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Codec_HalfASurrogatePair_IsRefusedNotReplaced()
    {
        var caller = new Caller(new(1), "half \ud800", Roles.Read, "r");
        Assert.ThrowsAny<ArgumentException>(() => new CallerCodec().Encode(new WireWriter(), caller));
    }

    [Fact]
    public void Codec_UnknownCase_IsRefused() =>
        Assert.Throws<WireFormatException>(() => new AssessedBatchCodec().Decode([1, 1, 1, 0, 0, 0, 99]));

    [Fact]
    public void Codec_UnknownFormat_IsRefused() =>
        Assert.Throws<WireFormatException>(() => new AssessedBatchCodec().Decode([2, 3]));

    [Fact]
    public void Bytes_OfEveryType_AreAsApproved()
    {
        var lines = Types()
            .Select(type => $"{Named(type)} {Convert.ToHexStringLower(RoundTrip(Filled.Of(type)).Bytes)}");
        Approved.Check("wire.txt", string.Join('\n', lines) + "\n");
    }

    private static Type Answered(MethodInfo method)
    {
        var value = method.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0]; // of ValueTask<Outcome<T>>
        return value == typeof(IReadOnlyList<ApiKey>) ? typeof(ApiKey) : value;
    }

    private static IEnumerable<Type> Types() =>
        Codecs().Keys.SelectMany(Filled.Cases).OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static string Named(Type type) => type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;

    private static Dictionary<Type, object> Codecs() => typeof(WireCodec<>).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.GetCustomAttribute<RegisterSerializerAttribute>() is not null
            && CodecOf(type) is not null)
        .ToDictionary(type => CodecOf(type)!.GetGenericArguments()[0], type => Activator.CreateInstance(type)!);

    private static Type? CodecOf(Type type)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (each.IsGenericType && each.GetGenericTypeDefinition() == typeof(WireCodec<>))
            {
                return each;
            }
        }

        return null;
    }

    private static (byte[] Bytes, object Read) RoundTrip(object value)
    {
        var codec = CodecFor(value);
        var writer = new WireWriter();
        Method(codec, "Encode").Invoke(codec, [writer, value]);
        var bytes = writer.Written.ToArray();
        return (bytes, Decode(value, bytes));
    }

    private static object CodecFor(object value) => Codecs().Single(each => each.Key.IsInstanceOfType(value)).Value;

    private static MethodInfo Method(object codec, string name) =>
        codec.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static object Decode(object value, byte[] bytes)
    {
        var codec = CodecFor(value);
        var decoder = typeof(WireTests).GetMethod(nameof(DecodeWith), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(CodecOf(codec.GetType())!.GetGenericArguments()[0]);
        return decoder.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [codec, bytes], null)!;
    }

    private static T DecodeWith<T>(WireCodec<T> codec, byte[] bytes)
        where T : class => codec.Decode(bytes);

    private static void ReadOrRefuse(object value, byte[] bytes)
    {
        try
        {
            Assert.NotNull(Decode(value, bytes));
        }
        catch (WireFormatException)
        {
            // Refused by name, which is the other allowed end.
        }
    }

    private static void Cross<T>(IServiceProvider services, T value)
        where T : class
    {
        var serializer = services.GetRequiredService<Serializer<T>>();
        Assert.Equal(Spelled.Out(value), Spelled.Out(serializer.Deserialize(serializer.SerializeToArray(value))));
        Assert.Same(value, services.GetRequiredService<DeepCopier<T>>().Copy(value));
    }
}
