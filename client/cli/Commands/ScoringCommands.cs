using System.Globalization;
using OrleansRisk.Contract.Scoring;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about which scoring version counts, and from when on.</summary>
internal static class ScoringCommands
{
    private static readonly ArgumentEntry Proposal = new("PROPOSAL", "its number");

    public static CommandEntry Propose { get; } = new(
        "scoring propose",
        "Propose a scoring version; nothing moves by it.",
        [new("VERSION", "the scoring version")],
        [],
        "risk scoring propose 4",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var proposed = await client.Scoring.ProposeAsync(
                new ScoringProposalRequest { ScoringVersion = Number(call, "VERSION") }, cancel);
            return await call.Show(proposed, shapes => shapes.ScoringProposalBody, cancel);
        });

    public static CommandEntry Report { get; } = new(
        "scoring report",
        "Show what accounts would be under a proposed scoring version.",
        [Proposal],
        [
            new("--accounts", "N", "accounts that are folded anew, up to 10000 (default 200)"),
            new("--credit-at", "SCORE", "the credit score of which it is shown who crosses it (default 600)"),
        ],
        "risk scoring report 1 --accounts 2000 --credit-at 620",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var report = await client.Scoring.ReportAsync(
                Number(call, "PROPOSAL"), call.Number("--accounts", 1, 10_000), call.Number("--credit-at", 0, 1_000),
                cancel);
            return await call.Show(report, shapes => shapes.ScoringReportBody, cancel);
        });

    public static CommandEntry Approve { get; } = new(
        "scoring approve",
        "Approve a scoring version that another key has proposed.",
        [Proposal],
        [new("--from", "TIME", "from which arrival on, RFC 3339 (default: at once)")],
        "risk scoring approve 1 --from 2026-06-01T00:00:00+08:00",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var approved = await client.Scoring.ApproveAsync(
                Number(call, "PROPOSAL"), new ScoringApprovalRequest { From = call.Time("--from") }, cancel);
            return await call.Show(approved, shapes => shapes.ScoringDeploymentBody, cancel);
        });

    public static CommandEntry RollBack { get; } = new(
        "scoring roll-back",
        "Go back to the scoring version of an earlier deployment, at once.",
        [],
        [new("--to", "N", "the deployment's number (default the one that counted before, or still counts)")],
        "risk scoring roll-back",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var back = await client.Scoring.RollBackAsync(
                new ScoringRollbackRequest { To = call.Number("--to", 1, int.MaxValue) }, cancel);
            return await call.Show(back, shapes => shapes.ScoringDeploymentBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "scoring list",
        "List deployments and proposals, and how far accounts have been rebuilt.",
        [],
        [],
        "risk scoring list",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.Scoring.ListAsync(cancel), shapes => shapes.ScoringDeploymentList, cancel);
        });

    private static int Number(Invocation call, string argument) =>
        int.TryParse(call.Argument(argument), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw UsageException.Of(argument, "a whole number", call.Argument(argument));
}
