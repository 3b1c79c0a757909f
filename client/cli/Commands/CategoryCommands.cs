using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Categories;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about what payees are paid for: seen, replaced as a whole, and tried.</summary>
internal static class CategoryCommands
{
    public static CommandEntry Show { get; } = new(
        "category-rules show",
        "Show the rules of what payees are paid for, and the country whose pack stands behind them.",
        [],
        [],
        "risk category-rules show",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.CategoryRules.GetAsync(cancel), shapes => shapes.CategoryRulesBody, cancel);
        });

    public static CommandEntry Put { get; } = new(
        "category-rules put",
        "Put a whole set of rules in place of the one before.",
        [new("FILE", "JSON: country, rules of text, category, direction and field, and version to be sure")],
        [],
        "risk category-rules put rules.json",
        async (call, cancel) =>
        {
            var request = Read(call.Argument("FILE"));
            using var client = call.Client();
            var kept = await client.CategoryRules.PutAsync(request, cancel);
            return await call.Show(kept, shapes => shapes.CategoryRulesBody, cancel);
        });

    public static CommandEntry Test { get; } = new(
        "category-rules test",
        "Show what a transaction would be taken to be for, and why; nothing is recorded.",
        [],
        [
            new("--counterparty", "TEXT", "name of the payee or payer"),
            new("--description", "TEXT", "text of the transaction"),
            new("--category", "TEXT", "as the transaction would state it"),
            new("--mcc", "CODE", "merchant category code, four digits"),
            new("--direction", "WORD", "debit (default) or credit"),
        ],
        "risk category-rules test --counterparty \"GRAB PAYLATER\"",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var found = await client.CategoryRules.TestAsync(
                new CategoryTestRequest
                {
                    Counterparty = call.Text("--counterparty"),
                    Description = call.Text("--description"),
                    Category = call.Text("--category"),
                    Mcc = call.Text("--mcc"),
                    Direction = call.Text("--direction"),
                },
                cancel);
            return await call.Show(found, shapes => shapes.CategoryTestBody, cancel);
        });

    private static CategoryRulesRequest Read(string path)
    {
        if (new FileInfo(path).Length > Limits.CategoryRulesBytesMax)
        {
            throw new UsageException($"{path} is too large to be a set of rules.");
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ContractJson.Default.CategoryRulesRequest)
                ?? throw new UsageException("FILE holds no set of rules.");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"FILE is no set of rules: {wrong.Path ?? "it is not JSON"}.");
        }
    }
}
