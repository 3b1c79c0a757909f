using System.Globalization;
using System.Text;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// Lines made beforehand: every account once a round, so that each transaction is a record of its own. Seeded.
/// </summary>
internal static class HttpLoad
{
    /// <param name="accounts">Of all streams.</param>
    /// <param name="round">Later ones have later times.</param>
    /// <param name="streams">That share the accounts.</param>
    /// <param name="stream">Of them this one.</param>
    /// <param name="prefix">What the accounts' names begin with.</param>
    /// <param name="minutes">From one round to the next.</param>
    public static List<byte[]> Round(
        int accounts, int round, int streams, int stream, string prefix = "A", int minutes = 40)
    {
        var random = new Random((round * 31) + stream);
        var lines = new List<byte[]>((accounts / streams) + 1);
        var day = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(round * minutes);
        for (var account = stream; account < accounts; account += streams)
        {
            var cents = random.Next(200, 20_000);
            var at = day.AddSeconds(random.Next(0, minutes * 45)).ToString(
                "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            lines.Add(Encoding.UTF8.GetBytes(
                $"{{\"id\":\"T{round}-{account}\",\"account\":\"{prefix}{account}\",\"at\":\"{at}\"," +
                $"\"amount\":\"{cents / 100}.{cents % 100:00}\",\"currency\":\"MYR\",\"direction\":\"debit\"," +
                $"\"counterparty\":\"Kedai {random.Next(4_000)}\",\"mcc\":\"5411\",\"channel\":\"card\"," +
                "\"country\":\"MY\"}\n"));
        }

        return lines;
    }
}
