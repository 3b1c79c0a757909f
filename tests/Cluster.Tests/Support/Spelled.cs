using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>
/// Spells out every member of a value, doubles by their bits: two values are equal where their spellings are.
/// </summary>
internal static class Spelled
{
    public static string Out(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                text.Append('"').Append(s).Append('"');
                break;
            case double d:
                text.Append(BitConverter.DoubleToUInt64Bits(d).ToString("x16", CultureInfo.InvariantCulture));
                break;
            case IFormattable simple when value.GetType().IsPrimitive || value is Enum or UInt128 or TimeSpan:
                text.Append(simple.ToString(null, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                text.Append(flag);
                break;
            case FeatureBins bins:
                AppendAll(text, ((ReadOnlySpan<byte>)bins).ToArray());
                break;
            case ShadowScores shadow:
                AppendAll(text, ((ReadOnlySpan<short>)shadow).ToArray());
                break;
            case ReasonList reasons:
                AppendAll(text, ((ReadOnlySpan<Reason>)reasons).ToArray());
                break;
            case IEnumerable list:
                AppendAll(text, list);
                break;
            default:
                AppendMembers(text, value);
                break;
        }
    }

    private static void AppendAll(StringBuilder text, IEnumerable list)
    {
        text.Append('[');
        foreach (var item in list)
        {
            Append(text, item);
            text.Append(", ");
        }

        text.Append(']');
    }

    private static void AppendMembers(StringBuilder text, object value)
    {
        var type = value.GetType();
        text.Append(type.Name).Append('{');
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            text.Append(property.Name).Append('=');
            Append(text, property.GetValue(value));
            text.Append("; ");
        }

        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            text.Append(field.Name).Append('=');
            Append(text, field.GetValue(value));
            text.Append("; ");
        }

        text.Append('}');
    }
}
