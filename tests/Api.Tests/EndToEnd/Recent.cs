using System.Globalization;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Lines of three days ago, which no retention refuses.</summary>
internal static class Recent
{
    public static readonly string At = TimeProvider.System.GetUtcNow().AddDays(-3)
        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Line(string id = "T-1", string account = "A-1", string? amount = "\"55.71\"") =>
        Wire.Line(id, account, amount, At);

    public static string Lines(int count, int accounts = 50, int from = 0) => Wire.Lines(count, accounts, from, At);
}
