using System.Text.Json;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;

namespace OrleansRisk.Cli.Commands;

/// <summary>The command that has an account folded anew.</summary>
internal static class RebuildCommands
{
    public static CommandEntry Rebuild { get; } = new(
        "accounts rebuild",
        "Fold an account anew in the order in which things happened, without what is taken back.",
        [new("ID", "acct_…, or the lender's own id")],
        [
            new("--why", "TEXT", "for whoever reads it later (default: asked for by hand)"),
            new("--take-back", "DECISION", "dec_… of a transaction that was never the account's", Many: true),
            new("--take-back-source", "SOURCE", "a load or a consent, with all that came from it", Many: true),
            new("--currency", "CODE", "ISO 4217, of the account from the beginning"),
            new("--zone", "NAME", "IANA zone, of the account from the beginning"),
            new("--preview", "", "show what it would come to, and record nothing"),
        ],
        "risk accounts rebuild MY-0022 --currency EUR --why 'the account is in euros'",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var id = call.Argument("ID");
            var account = Ids.TryParseAccount(id, out _)
                ? id : (await client.Accounts.LookupAsync(id, cancel)).AccountId;
            var rebuilt = await client.Accounts.RebuildAsync(account, Request(call), cancel);
            return await call.Show(rebuilt, json => json.RebuildBody, cancel);
        });

    public static CommandEntry Merge { get; } = new(
        "accounts merge",
        "Let an account go on under another id, with its history; asked again it goes on where it broke off.",
        [new("OLD", "acct_…, or the lender's own id"), new("NEW", "the lender's own id, made where it is not there")],
        [new("--why", "TEXT", "for whoever reads it later (default: asked for by hand)")],
        "risk accounts merge MY-0022 MY-7022 --why 'the bank renumbered it'",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var old = call.Argument("OLD");
            var account = Ids.TryParseAccount(old, out _)
                ? old : (await client.Accounts.LookupAsync(old, cancel)).AccountId;
            var merged = await client.Accounts.MergeAsync(
                account, new MergeRequestBody { Into = call.Argument("NEW"), Why = Why(call) }, cancel);
            return await call.Show(merged, json => json.MergeBody, cancel);
        });

    public static CommandEntry RebuildAll { get; } = new(
        "accounts rebuild-all",
        "Fold every account anew, under a new scoring version for one; a JSON object for each that moved.",
        [],
        [new("--why", "TEXT", "for whoever reads it later (default: asked for by hand)")],
        "risk accounts rebuild-all --why 'scoring version 3'",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var exit = ExitCode.Done;
            await foreach (var account in client.Accounts.ListAllAsync(cancel))
            {
                try
                {
                    var rebuilt = await client.Accounts.RebuildAsync(
                        account.AccountId, new RebuildRequestBody { Why = Why(call) }, cancel);
                    if (rebuilt.Recorded)
                    {
                        await JsonSerializer.SerializeAsync(
                            call.Terminal.Out, rebuilt, ContractJson.Default.RebuildBody, cancel);
                        await call.Terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
                    }
                }
                catch (RiskException refused) when (refused.Status is not null)
                {
                    exit = ExitCode.Declined; // this account alone; the others go on
                    await call.Terminal.Error.WriteLineAsync($"{account.AccountId}: {refused.Message}");
                }
            }

            return exit;
        });

    private static string Why(Invocation call) => call.Text("--why") ?? "asked for by hand";

    private static RebuildRequestBody Request(Invocation call) => new()
    {
        Why = Why(call),
        TakeBack = call.Many("--take-back") is { Count: > 0 } decisions ? decisions : null,
        TakeBackSources = call.Many("--take-back-source") is { Count: > 0 } sources ? sources : null,
        Currency = call.Text("--currency"),
        Zone = call.Text("--zone"),
        Preview = call.Switch("--preview"),
    };
}
