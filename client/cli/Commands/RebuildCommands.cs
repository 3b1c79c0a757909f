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

    private static RebuildRequestBody Request(Invocation call) => new()
    {
        Why = call.Text("--why") ?? "asked for by hand",
        TakeBack = call.Many("--take-back") is { Count: > 0 } decisions ? decisions : null,
        TakeBackSources = call.Many("--take-back-source") is { Count: > 0 } sources ? sources : null,
        Currency = call.Text("--currency"),
        Zone = call.Text("--zone"),
        Preview = call.Switch("--preview"),
    };
}
