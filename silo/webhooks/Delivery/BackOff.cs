namespace OrleansRisk.Webhooks.Delivery;

/// <summary>How long to wait before trying again.</summary>
internal static class BackOff
{
    /// <summary>Doubled with each attempt, up to the most, give or take a fifth, so that those that failed together do
    /// not come back together.</summary>
    /// <param name="attempts">Made so far, from 1.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan Wait(int attempts, TimeSpan most, double chance)
    {
        var doubled = Limits.WebhookBackOffLeast * Math.Pow(2, Math.Min(attempts - 1, 30));
        return (doubled < most ? doubled : most) * (0.8 + (0.4 * chance));
    }
}
