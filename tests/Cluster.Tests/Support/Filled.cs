using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>
/// Makes values whose every member differs from its default and from its neighbours, by reflection, so that a member
/// added later is not forgotten.
/// </summary>
internal sealed class Filled
{
    private int _next = 1;

    public static object Of(Type type) => new Filled().Make(type);

    /// <summary>The cases of a closed union, or the type itself.</summary>
    public static IEnumerable<Type> Cases(Type type) => type.IsAbstract
        ? type.GetNestedTypes().Where(nested => nested.IsSubclassOf(type))
        : [type];

    private object Make(Type type)
    {
        _next++;
        return Simple(type) ?? Composite(type);
    }

    private object? Simple(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(underlying);
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(Math.Min(1, values.Length - 1))!; // never the last: an enumeration may grow
        }

        return type switch
        {
            _ when type == typeof(string) => "text " + _next.ToString(CultureInfo.InvariantCulture) + " é",
            _ when type == typeof(bool) => true,
            _ when type == typeof(UInt128) => ((UInt128)0xABCD_EF01_2345_6789UL << 64) + (UInt128)_next,
            _ when type == typeof(TimeSpan) => TimeSpan.FromTicks(_next * 1_234_567L),
            _ when type == typeof(Currency) => Currency.FromNumber(458),
            _ when type == typeof(double) => _next % 2 == 0 ? double.NaN : -_next / 3d,
            _ when type == typeof(long) => 7_000_000_000L + _next,
            _ when type == typeof(ulong) => 0xF000_0000_0000_0000UL + (ulong)_next,
            _ when type == typeof(int) => 70_000 + _next,
            _ when type == typeof(short) => (short)(-300 - _next),
            _ when type == typeof(ushort) => (ushort)(60_000 + _next),
            _ when type == typeof(byte) => (byte)(_next % 250 + 1),
            _ => null,
        };
    }

    private object Composite(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            return List(type.GetGenericArguments()[0]);
        }

        if (type == typeof(FeatureBins))
        {
            return Bins();
        }

        if (type == typeof(ReasonList))
        {
            return Reasons();
        }

        if (type == typeof(ShadowScores))
        {
            return Shadow();
        }

        var constructor = type.GetConstructors().OrderByDescending(each =>
            each.GetParameters().Length).FirstOrDefault();
        var value = constructor is null || constructor.GetParameters() is [var only] && only.ParameterType == type
            ? RuntimeHelpers.GetUninitializedObject(type)
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
        FillMembers(type, value, constructor?.GetParameters().Select(parameter => parameter.Name!).ToHashSet() ?? []);
        return value;
    }

    private void FillMembers(Type type, object value, HashSet<string> done)
    {
        foreach (var property in type.GetProperties().Where(each => each.CanWrite && !done.Contains(each.Name)))
        {
            property.SetValue(value, Make(property.PropertyType));
        }

        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            field.SetValue(value, field.Name switch
            {
                "ReasonCount" => (byte)ReasonList.Max,
                "ShadowCount" => (byte)ModelDeployment.ChallengersMax,
                "ObservedCategory" => (byte)0, // it crosses in the inputs alone
                _ => Make(field.FieldType),
            });
        }
    }

    private Array List(Type element)
    {
        var items = Cases(element).SelectMany(each => new[] { Make(each), Make(each) }).ToArray();
        var list = Array.CreateInstance(element, items.Length);
        ((IList)items).CopyTo(list, 0);
        return list;
    }

    private static ShadowScores Shadow()
    {
        var shadow = default(ShadowScores);
        for (var i = 0; i < ModelDeployment.ChallengersMax; i++)
        {
            shadow[i] = (short)(i + 101);
        }

        return shadow;
    }

    private static FeatureBins Bins()
    {
        var bins = default(FeatureBins);
        for (var i = 0; i < FeatureBins.Length; i++)
        {
            bins[i] = (byte)(i + 1);
        }

        return bins;
    }

    private ReasonList Reasons()
    {
        var reasons = default(ReasonList);
        for (var i = 0; i < ReasonList.Max; i++)
        {
            reasons[i] = (Reason)Make(typeof(Reason));
        }

        return reasons;
    }
}
