using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about accounts: described, shown and listed, all or a customer's.</summary>
internal static class AccountCommands
{
    public static CommandEntry Put { get; } = new(
        "accounts put",
        "Create an account, or change what is given of it; what is left out stays.",
        [new("ID", "acct_…, or the lender's own id")],
        [
            new("--currency", "CODE", "ISO 4217; fixed from the first transaction on"),
            new("--zone", "NAME", "IANA zone; fixed from the first transaction on"),
            new("--opened", "DATE", "YYYY-MM-DD"),
            new("--product", "WORD", "what kind of account it is"),
            new("--segment", "WORD", "the group of customers"),
            new("--customer", "ID", "all its owners by your own ids, once for each", Many: true),
            new("--label", "WORD", "all its labels, once for each", Many: true),
        ],
        "risk accounts put MY-0022 --zone Asia/Kuching --customer P-17",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var id = call.Argument("ID");
            var stated = Ids.TryParseAccount(id, out _)
                ? await client.Accounts.UpdateAsync(id, Request(call), cancel)
                : await client.Accounts.CreateAsync(Request(call) with { Account = id }, cancel);
            return await call.Show(stated, json => json.AccountBody, cancel);
        });

    public static CommandEntry Show { get; } = new(
        "accounts show",
        "Show an account: both scores with reasons, as of its last commit.",
        [new("ID", "acct_…, or the lender's own id")],
        [],
        "risk accounts show MY-0022",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var id = call.Argument("ID");
            var found = Ids.TryParseAccount(id, out _)
                ? await client.Accounts.GetAsync(id, cancel)
                : await client.Accounts.LookupAsync(id, cancel);
            return await call.Show(found, json => json.AccountBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "accounts list",
        "List accounts with both scores, one JSON object a line.",
        [],
        [new("--limit", "N", "at most so many, 1 to 100000 (default 100)")],
        "risk accounts list --limit 10",
        async (call, cancel) =>
        {
            var left = call.Number("--limit", 1, Limits.DecisionsShownMax) ?? 100;
            using var client = call.Client();
            await foreach (var account in client.Accounts.ListAllAsync(cancel))
            {
                await JsonSerializer.SerializeAsync(
                    call.Terminal.Out, account, ContractJson.Default.AccountBody, cancel);
                await call.Terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
                if (--left == 0)
                {
                    break;
                }
            }

            return ExitCode.Done;
        });

    public static CommandEntry ListTransactions { get; } = new(
        "transactions list",
        "List an account's recorded transactions with their outcomes, newest first, one JSON object a line.",
        [new("ID", "acct_…, or the lender's own id")],
        [new("--limit", "N", "at most so many, 1 to 100000 (default 100)")],
        "risk transactions list MY-0022 --limit 10",
        async (call, cancel) =>
        {
            var left = call.Number("--limit", 1, Limits.DecisionsShownMax) ?? 100;
            using var client = call.Client();
            var id = call.Argument("ID");
            var account = Ids.TryParseAccount(id, out _)
                ? id : (await client.Accounts.LookupAsync(id, cancel)).AccountId;
            for (string? after = null; left > 0;)
            {
                var page = await client.Accounts.ListTransactionsAsync(
                    account, after, Math.Min(left, Limits.TransactionsPageSize), cancel);
                foreach (var transaction in page.Items)
                {
                    await JsonSerializer.SerializeAsync(
                        call.Terminal.Out, transaction, ContractJson.Default.RecordedTransactionBody, cancel);
                    await call.Terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
                }

                left -= page.Items.Count;
                after = page.After;
                if (after is null)
                {
                    break;
                }
            }

            return ExitCode.Done;
        });

    public static CommandEntry ShowCustomer { get; } = new(
        "customers show",
        "Show a customer's accounts with both scores.",
        [new("ID", "cus_…, or your own id")],
        [new("--after", "ACCOUNT", "acct_… that an earlier page of a cus_… ended with")],
        "risk customers show P-17",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var id = call.Argument("ID");
            var customer = Ids.TryParseCustomer(id, out _)
                ? await client.Customers.GetAsync(id, call.Text("--after"), cancel: cancel)
                : await client.Customers.LookupAsync(id, cancel: cancel);
            return await call.Show(customer, json => json.CustomerBody, cancel);
        });

    private static AccountRequest Request(Invocation call) => new()
    {
        Currency = call.Text("--currency"),
        Zone = call.Text("--zone"),
        Opened = call.Date("--opened"),
        Product = call.Text("--product"),
        Segment = call.Text("--segment"),
        Customers = call.Many("--customer") is { Count: > 0 } customers ? customers : null,
        Labels = call.Many("--label") is { Count: > 0 } labels ? labels : null,
    };
}
