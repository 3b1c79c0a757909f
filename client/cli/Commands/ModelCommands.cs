using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Models;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about the registry of models: what is kept, and who approved it.</summary>
internal static class ModelCommands
{
    private static readonly ArgumentEntry Hash = new("HASH", "its name in the registry");

    public static CommandEntry Put { get; } = new(
        "models put",
        "Keep a model in the registry, once every check of it has passed.",
        [new("FILE", "of risk-training, a credit model, XGBoost's JSON or LightGBM's text")],
        [
            new("--owner", "NAME", "who answers for it (required)"),
            new("--purpose", "TEXT", "what it is for (required)"),
            new("--trained-from", "DAY", "first day of what it learned from, YYYY-MM-DD"),
            new("--trained-to", "DAY", "last day of it"),
            new("--data-hash", "SHA256", "of what it learned from"),
            new("--report", "FILE", "on its validation, text or HTML"),
            new("--review-at", "N", "of those two: this score and riskier ones are reviewed"),
            new("--decline-at", "N", "of those two: this score and riskier ones are declined"),
            new("--budget", "TEXT", "of those two: what the first was made from, such as \"0.5 %\""),
            new("--golden", "FILE", "of those two: 10 to 1000 rows [{\"values\":[…],\"margin\":…}]"),
        ],
        "risk models put scorecard.json --owner fraud-team --purpose \"cards, online\"",
        async (call, cancel) =>
        {
            var request = new ModelRequest
            {
                Owner = call.Text("--owner") ?? throw new UsageException(
                    "--owner NAME is missing: who answers for the model."),
                Purpose = call.Text("--purpose") ?? throw new UsageException(
                    "--purpose TEXT is missing: what the model is for."),
                File = OfFile(call.Argument("FILE"), Limits.ModelBytesMax),
                TrainedFrom = call.Text("--trained-from"),
                TrainedTo = call.Text("--trained-to"),
                DataHash = call.Text("--data-hash"),
                Report = call.Text("--report") is { } report ? OfFile(report, Limits.ReportBytesMax) : null,
                Thresholds = Thresholds(call),
                Golden = call.Text("--golden") is { } golden ? Golden(golden) : null,
            };
            using var client = call.Client();
            var kept = await client.Models.CreateAsync(request, cancel);
            return await call.Show(kept, shapes => shapes.ModelBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "models list", "List the registry's models, the oldest first.", [], [], "risk models list",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(await client.Models.ListAsync(cancel: cancel), shapes => shapes.ModelList, cancel);
        });

    public static CommandEntry Show { get; } = new(
        "models show", "Show a model with its report.", [Hash],
        [new("--file", "", "its file instead, byte by byte as it is kept")], "risk models show 3f0a…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            if (!call.Switch("--file"))
            {
                return await call.Show(
                    await client.Models.GetAsync(call.Argument("HASH"), cancel), shapes => shapes.ModelBody, cancel);
            }

            await call.Terminal.Out.WriteAsync(await client.Models.GetFileAsync(call.Argument("HASH"), cancel), cancel);
            return ExitCode.Done;
        });

    public static CommandEntry Monitor { get; } = new(
        "models monitor", "Show how a model fares: drift, alerts beside the budget, outcomes.", [Hash],
        [
            new("--from", "TIME", "arrivals from then on, RFC 3339 (default: seven days before the end)"),
            new("--to", "TIME", "arrivals before then (default: now)"),
            new("--reference-from", "TIME", "the window to compare with (default: 28 days before its end)"),
            new("--reference-to", "TIME", "its end (default: where the window begins)"),
            new("--label-days", "N", "after so many days a label is due, 0 to 366 (default 7)"),
        ],
        "risk models monitor 3f0a…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var shown = await client.Models.MonitorAsync(
                call.Argument("HASH"), call.Time("--from"), call.Time("--to"), call.Time("--reference-from"),
                call.Time("--reference-to"), call.Number("--label-days", 0, 366), cancel);
            return await call.Show(shown, shapes => shapes.MonitorBody, cancel);
        });

    public static CommandEntry Approve { get; } = new(
        "models approve", "Approve a model that another key has brought.", [Hash], [], "risk models approve 3f0a…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.Models.ApproveAsync(call.Argument("HASH"), cancel), shapes => shapes.ModelBody, cancel);
        });

    private static ModelThresholds? Thresholds(Invocation call) =>
        (call.Number("--review-at", 0, Limits.ScoreMax + 1), call.Number("--decline-at", 0, Limits.ScoreMax + 1)) switch
        {
            (null, null) => null,
            ({ } review, { } decline) => new ModelThresholds(review, decline, call.Text("--budget")),
            _ => throw new UsageException("--review-at and --decline-at belong together."),
        };

    private static IReadOnlyList<GoldenRow> Golden(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(
                OfFile(path, Limits.ModelBytesMax), ContractJson.Default.IReadOnlyListGoldenRow) ?? [];
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path} does not read: {wrong.Message}");
        }
    }

    private static string OfFile(string path, long most) => new FileInfo(path) is { Exists: true } file
        ? file.Length <= most ? File.ReadAllText(path)
            : throw new UsageException($"{path} is larger than {most} bytes.")
        : throw new UsageException($"There is no file {path}.");
}
