using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Journal.Tests.Records;

/// <summary>
/// Every field of a value as text, doubles by their bits: two values with the same text are the same, bit for bit.
/// </summary>
internal static class Dump
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, "", value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, object? value)
    {
        switch (value)
        {
            case null:
                text.AppendLine(CultureInfo.InvariantCulture, $"{name} = null");
                break;
            case double number:
                text.AppendLine(
                    CultureInfo.InvariantCulture, $"{name} = {BitConverter.DoubleToUInt64Bits(number):x16}");
                break;
            case string or Enum:
            case ValueType and IConvertible:
                text.AppendLine(CultureInfo.InvariantCulture, $"{name} = {value}");
                break;
            case FeatureBins bins:
                text.AppendLine(CultureInfo.InvariantCulture, $"{name} = {Convert.ToHexString(bins[..])}");
                break;
            case ShadowScores shadow:
                text.AppendLine(CultureInfo.InvariantCulture, $"{name} = {string.Join(' ', shadow[..].ToArray())}");
                break;
            case ReasonList reasons:
                for (var i = 0; i < ReasonList.Max; i++)
                {
                    Write(text, $"{name}[{i}]", reasons[i]);
                }

                break;
            case IEnumerable items:
                foreach (var item in items)
                {
                    Write(text, $"{name}[]", item);
                }

                break;
            default:
                foreach (var field in value.GetType().GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    Write(text, $"{name}.{field.Name}", field.GetValue(value));
                }

                break;
        }
    }
}
