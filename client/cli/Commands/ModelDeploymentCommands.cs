using OrleansRisk.Contract.Models;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about which models score, and from when on.</summary>
internal static class ModelDeploymentCommands
{
    private static readonly OptionEntry From =
        new("--from", "TIME", "from which arrival on, RFC 3339 (default: at once)");

    public static CommandEntry Create { get; } = new(
        "model-deployments create",
        "Deploy models; what is not named scores no more.",
        [],
        [
            new("--anomaly", "HASH", "whose score decides"),
            new("--challenger", "HASH", "scores in the shadow; at most three", Many: true),
            new("--credit", "HASH", "the credit model"),
            From,
        ],
        "risk model-deployments create --anomaly 3f0a… --from 2026-06-01T00:00:00+08:00",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var put = await client.ModelDeployments.CreateAsync(
                new ModelDeploymentRequest
                {
                    From = call.Time("--from"),
                    Anomaly = call.Text("--anomaly"),
                    Challengers = call.Many("--challenger") is { Count: > 0 } named ? named : null,
                    Credit = call.Text("--credit"),
                },
                cancel);
            return await call.Show(put, shapes => shapes.ModelDeploymentBody, cancel);
        });

    public static CommandEntry Challenge { get; } = new(
        "model-deployments challenge",
        "Have models score in the shadow of those deployed; without any, none does.",
        [],
        [new("--challenger", "HASH", "scores in the shadow; at most three", Many: true), From],
        "risk model-deployments challenge --challenger 77c1…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var newest =
                (await client.ModelDeployments.ListAsync(limit: 1, cancel: cancel)).ModelDeployments is [var found, ..]
                ? found : null;
            var put = await client.ModelDeployments.CreateAsync(
                new ModelDeploymentRequest
                {
                    From = call.Time("--from"),
                    Anomaly = newest?.Anomaly,
                    Challengers = call.Many("--challenger"),
                    Credit = newest?.Credit,
                },
                cancel);
            return await call.Show(put, shapes => shapes.ModelDeploymentBody, cancel);
        });

    public static CommandEntry RollBack { get; } = new(
        "model-deployments roll-back",
        "Deploy the models of an earlier deployment again, at once.",
        [],
        [new("--to", "N", "its number, 0 for no models (default the one before the newest)")],
        "risk model-deployments roll-back",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var put = await client.ModelDeployments.RollBackAsync(
                new RollbackRequest { To = call.Number("--to", 0, int.MaxValue) }, cancel);
            return await call.Show(put, shapes => shapes.ModelDeploymentBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "model-deployments list",
        "List deployments, by whom and when, the newest first.",
        [],
        [new("--before", "N", "only numbers before this one")],
        "risk model-deployments list",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var before = call.Number("--before", 1, int.MaxValue);
            var found = await client.ModelDeployments.ListAsync(before, cancel: cancel);
            return await call.Show(found, shapes => shapes.ModelDeploymentList, cancel);
        });
}
