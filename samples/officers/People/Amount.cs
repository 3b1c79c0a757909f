using System.Globalization;
using OrleansRisk.Samples.Generator;

namespace OrleansRisk.Samples.Officers.People;

/// <summary>What decides the size of a payment.</summary>
internal enum Sizing
{
    /// <summary>Between <see cref="Amount.Low"/> and <see cref="Amount.High"/>.</summary>
    Drawn,

    /// <summary>All that stands above <see cref="Amount.Low"/>.</summary>
    Above,

    /// <summary>What lacks to <see cref="Amount.Low"/>.</summary>
    UpTo,

    /// <summary>Interest on overdrawn days; <see cref="Amount.Low"/> is hundredths of a per cent a year.</summary>
    Interest,
}

/// <summary>How much is paid, in minor units.</summary>
internal sealed record Amount(bool Credit, Sizing Sizing, long Low, long High, long Step)
{
    public static Amount Read(string text)
    {
        var credit = text[0] switch
        {
            '+' => true,
            '-' => false,
            _ => throw new InvalidDataException($"An amount begins with + or -: {text}"),
        };
        text = text[1..];
        foreach (var (word, sizing) in Words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                var bound = Minor(text[word.Length..]);
                return new Amount(credit, sizing, bound, bound, 1);
            }
        }

        var step = text.Split('r');
        var ends = step[0].Split("..");
        return new Amount(credit, Sizing.Drawn, Minor(ends[0]), Minor(ends[^1]),
            step.Length == 2 ? Minor(step[1]) : 1);
    }

    public long Draw(Seeded draws) => Low == High ? Low : Math.Max(Step, draws.Bell(Low, High) / Step * Step);

    public static long Minor(string text) =>
        (long)(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100);

    private static readonly (string Word, Sizing Sizing)[] Words =
        [("over", Sizing.Above), ("upto", Sizing.UpTo), ("od", Sizing.Interest)];
}
