using OrleansRisk.Contract.Learned;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about which models count.</summary>
internal static class LineUpCommands
{
    private static readonly OptionEntry From =
        new("--from", "TIME", "from which arrival on, RFC 3339 (default: at once)");

    public static CommandEntry Activate { get; } = new(
        "model activate",
        "Put models up; what is not named is not active any more.",
        [],
        [
            new("--anomaly", "HASH", "whose score leaves"),
            new("--challenger", "HASH", "scores in the shadow; at most three", Many: true),
            new("--credit", "HASH", "the credit card"),
            From,
        ],
        "risk model activate --anomaly 3f0a… --from 2026-06-01T00:00:00+08:00",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var put = await client.ModelDeployments.CreateAsync(
                new LineUpRequest
                {
                    From = call.Time("--from"),
                    Anomaly = call.Text("--anomaly"),
                    Challengers = call.Many("--challenger") is { Count: > 0 } named ? named : null,
                    Credit = call.Text("--credit"),
                },
                cancel);
            return await call.Show(put, shapes => shapes.LineUpBody, cancel);
        });

    public static CommandEntry Challenge { get; } = new(
        "model challenge",
        "Have models score in the shadow of what is up; without any, none does.",
        [],
        [new("--challenger", "HASH", "scores in the shadow; at most three", Many: true), From],
        "risk model challenge --challenger 77c1…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var newest = (await client.ModelDeployments.ListAsync(limit: 1, cancel: cancel)).LineUps is [var found, ..]
                ? found : null;
            var put = await client.ModelDeployments.CreateAsync(
                new LineUpRequest
                {
                    From = call.Time("--from"),
                    Anomaly = newest?.Anomaly,
                    Challengers = call.Many("--challenger"),
                    Credit = newest?.Credit,
                },
                cancel);
            return await call.Show(put, shapes => shapes.LineUpBody, cancel);
        });

    public static CommandEntry RollBack { get; } = new(
        "model rollback",
        "Put the models of an earlier line-up up again, at once.",
        [],
        [new("--to", "N", "its number, 0 for no models (default the one before the newest)")],
        "risk model rollback",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var put = await client.ModelDeployments.RollBackAsync(
                new RollbackRequest { To = call.Number("--to", 0, int.MaxValue) }, cancel);
            return await call.Show(put, shapes => shapes.LineUpBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "model line-ups",
        "List what was put up, by whom and when, the newest first.",
        [],
        [new("--before", "N", "only numbers before this one")],
        "risk model line-ups",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var before = call.Number("--before", 1, int.MaxValue);
            var found = await client.ModelDeployments.ListAsync(before, cancel: cancel);
            return await call.Show(found, shapes => shapes.LineUpList, cancel);
        });
}
