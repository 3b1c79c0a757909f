using System.Globalization;

namespace OrleansRisk.Benchmarks.Before;

/// <summary>What this build may come to, against the one before or by itself.</summary>
internal sealed record Bound(string Text, Func<double, double, bool> IsMet)
{
    /// <summary>This build has at least that much of what the one before has.</summary>
    public static Bound TimesAtLeast(double times) =>
        new(FormattableString.Invariant($"≥ {times:0.00} ×"), (_, ratio) => ratio >= times);

    public static Bound TimesAtMost(double times) =>
        new(FormattableString.Invariant($"≤ {times:0.00} ×"), (_, ratio) => ratio <= times);

    public static Bound AtMost(double value) =>
        new("≤ " + value.ToString("0.###", CultureInfo.InvariantCulture), (now, _) => now <= value);
}
