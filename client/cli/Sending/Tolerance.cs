using System.Globalization;

namespace OrleansRisk.Cli.Sending;

/// <summary>How many refused rows a sending bears before it stops.</summary>
internal static class Tolerance
{
    public const string All = "all";

    /// <summary>From what was said; all of them where nothing was.</summary>
    public static long Of(string? text) => text switch
    {
        null or All => long.MaxValue,
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) => rows,
        _ => throw UsageException.Of("--tolerate", "a whole number or all", text),
    };
}
