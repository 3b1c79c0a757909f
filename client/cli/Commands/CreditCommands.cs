using System.Text;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Credit;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about loans applied for.</summary>
internal static class CreditCommands
{
    public static CommandEntry Create { get; } = new(
        "credit-assessments create",
        "Have a customer's accounts, or some accounts, judge a loan; exit 1 if the history is too short.",
        [],
        [
            new("--customer", "ID", "by your own id: all the customer's accounts"),
            new("--account", "ID", "by your own id, once for each; instead of a customer", Many: true),
            new("--currency", "CODE", "ISO 4217; that of every account"),
            new("--amount", "MONEY", "what is to be lent, such as 12000.00"),
            new("--instalment", "MONEY", "what is to be paid back a month"),
            new("--months", "N", "to run, 1 to 600"),
            new("--holders", "N", "people who may dispose of each account (default: as stated of it)"),
            new("--facts", "FILE", "JSON: income, obligations, bureau and terms that accounts do not show"),
            new("--as-of", "DATE", "YYYY-MM-DD: only what had come in before that day (default: all)"),
        ],
        "risk credit-assessments create --account MY-0022 --currency MYR --amount 12000.00 --instalment 1100.00 "
            + "--months 12",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var assessed = await client.CreditAssessments.CreateAsync(Request(call), cancel);
            await call.Show(assessed, json => json.CreditAssessmentBody, cancel);
            return assessed.Score is null ? ExitCode.Declined : ExitCode.Done;
        });

    public static CommandEntry Show { get; } = new(
        "credit-assessments show",
        "Show a credit assessment as it was answered.",
        [new("ID", "cra_…")],
        [],
        "risk credit-assessments show cra_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var assessed = await client.CreditAssessments.GetAsync(call.Argument("ID"), cancel);
            return await call.Show(assessed, json => json.CreditAssessmentBody, cancel);
        });

    public static CommandEntry Replay { get; } = new(
        "credit-assessments replay",
        "Judge a credit assessment again from the journal and compare; exit 1 if it differs.",
        [new("ID", "cra_…")],
        [],
        "risk credit-assessments replay cra_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var replay = await client.CreditAssessments.ReplayAsync(call.Argument("ID"), cancel);
            await call.Show(replay, json => json.CreditReplayBody, cancel);
            return replay.Equal ? ExitCode.Done : ExitCode.Declined;
        });

    public static CommandEntry Counterfactual { get; } = new(
        "credit-assessments counterfactual",
        "Show the least that would have had to be otherwise for a score; exit 1 if nothing would do.",
        [new("ID", "cra_…")],
        [new("--score", "N", "the score to be reached, 1 to 1000 (required)")],
        "risk credit-assessments counterfactual cra_… --score 700",
        async (call, cancel) =>
        {
            var score = call.Number("--score", 1, Limits.ScoreMax)
                ?? throw new UsageException("--score N is missing: the score to be reached, 1 to 1000.");
            using var client = call.Client();
            var found = await client.CreditAssessments.GetCounterfactualAsync(call.Argument("ID"), score, cancel);
            await call.Show(found, json => json.CounterfactualBody, cancel);
            return found.Change is null ? ExitCode.Declined : ExitCode.Done;
        });

    public static CommandEntry Letter { get; } = new(
        "credit-assessments letter",
        "Make the letter about a loan that you refused, or show the one that was made.",
        [new("ID", "cra_…")],
        [
            new("--lender", "NAME", "who writes; without it the letter that was made is shown"),
            new("--contact", "TEXT", "where the applicant turns to; lines are parted by |"),
            new("--score-min", "N", "the least score that you lend on, 1 to 1000"),
            new("--affordability-max", "WORD", "the gravest that you lend on: affordable or strained (default)"),
            new("--text", "", "the letter alone, ready to be sent"),
        ],
        "risk credit-assessments letter cra_… --lender \"Example Bank\" --contact \"P.O. Box 1, Kuala Lumpur\" "
            + "--score-min 600 --text",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var letter = call.Text("--lender") is { } lender
                ? await client.CreditAssessments.CreateLetterAsync(call.Argument("ID"), Asked(call, lender), cancel)
                : await client.CreditAssessments.GetLetterAsync(call.Argument("ID"), cancel);
            if (!call.Switch("--text"))
            {
                return await call.Show(letter, json => json.CreditLetterBody, cancel);
            }

            await call.Terminal.Out.WriteAsync(Encoding.UTF8.GetBytes(letter.Text), cancel);
            await call.Terminal.Out.FlushAsync(cancel);
            return ExitCode.Done;
        });

    private static CreditLetterRequest Asked(Invocation call, string lender) => new()
    {
        Lender = lender,
        Contact = call.Text("--contact")?.Replace('|', '\n')
            ?? throw new UsageException("--contact TEXT is missing: where the applicant turns to."),
        ScoreMin = call.Number("--score-min", 1, Limits.ScoreMax),
        AffordabilityMax = call.Word("--affordability-max", "affordable", "strained"),
    };

    private static ApplicantFactsBody Facts(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ContractJson.Default.ApplicantFactsBody)
                ?? throw new UsageException($"{path} holds no facts.");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path} holds no facts: {wrong.Path ?? "it is not JSON"}.");
        }
    }

    private static CreditAssessmentRequest Request(Invocation call) => new()
    {
        Customer = call.Text("--customer"),
        Accounts = call.Many("--account") is { Count: > 0 } accounts ? accounts : null,
        Currency = call.Text("--currency"),
        Amount = call.Text("--amount"),
        Instalment = call.Text("--instalment"),
        Months = call.Number("--months", 1, 600),
        Holders = call.Number("--holders", 1, 64),
        Facts = call.Text("--facts") is { } path ? Facts(path) : null,
        AsOf = call.Date("--as-of"),
    };
}
