namespace OrleansRisk.Samples.Demo.Running;

/// <summary>How the host is told what it needs.</summary>
internal static class HostSettings
{
    public static Dictionary<string, string> Environment(string database, string folder, int port, int http2Port) =>
        new()
        {
            ["RISK_DATABASE"] = database,
            ["RISK_PORT"] = $"{port}",
            ["RISK_HTTP2PORT"] = $"{http2Port}",
            ["RISK_KEYFILE"] = Path.Combine(folder, "development.key"),
            ["RISK_PUBLISHSECONDS"] = $"{Limits.PublishSeconds}",
        };

    /// <summary>Brings the database up to date and gets an operator's key.</summary>
    public static async Task<string> Prepare(HostProcess host)
    {
        await host.Command("migrate");
        return (await host.Command("operator-key")).Trim();
    }
}
