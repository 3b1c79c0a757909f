using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Turns;

public sealed class CleanedTextTests
{
    private const string Account = "A-1";

    [Theory]
    [InlineData("counterparty")]
    [InlineData("description")]
    [InlineData("category")]
    [InlineData("channel")]
    [InlineData("at")]
    [InlineData("counterparty,description")]
    public async Task Line_OfAKnownIdentityWithACleanedText_IsADuplicateThatNamesIt(string fields)
    {
        await using var engine = await VolatileEngine.Create();
        var first = Some.Transaction("t-1", counterparty: "HRBR FL 0012", category: "food_and_drink") with
        {
            Channel = "E-Commerce",
        };
        var recorded = Assert.IsType<Answer.Decided>((await Assess(engine, first)).Single());

        var answers = await Assess(engine, Cleaned(first, fields), Cleaned(first, fields) with { AmountMinor = 1 });

        var answer = Assert.IsType<Answer.Decided>(answers[0]);
        Assert.Equal((true, recorded.Entry.Inputs.Sequence), (answer.Duplicate, answer.Entry.Inputs.Sequence));
        Assert.Equal(fields, string.Join(',', answer.Changed));
        Assert.Contains("amount", Assert.IsType<Answer.Conflict>(answers[1]).Fields);
        var shown = Expect.Done(await engine.Account(Account).Check(
            engine.Caller(), new TransactionBatch(Account, [Cleaned(first, fields)], IngestMode.History))).Items[0];
        Assert.Equal((CheckedKind.Known, fields), (shown.Kind, shown.Field));
        Assert.Equal(1, engine.Journal.Appends);
    }

    [Theory]
    [InlineData("salary", "groceries")]
    [InlineData(null, "salary")]
    public async Task Line_OfAKnownIdentityOfAnotherCategory_NamesIt(string? first, string second)
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1", category: first));

        var answer = (await Assess(engine, Some.Transaction("t-1", category: second))).Single();

        Assert.Equal(["category"], Assert.IsType<Answer.Conflict>(answer).Fields);
    }

    private static Transaction Cleaned(Transaction first, string fields) => fields switch
    {
        "counterparty" => first with { Counterparty = "Harbor Fuel" },
        "description" => first with { Description = "Fuel" },
        "category" => first with { Category = "FOOD AND DRINK" },
        "channel" => first with { Channel = "ecommerce" },
        "at" => first with { At = first.At + 999 },
        _ => first with { Counterparty = null, Description = "HRBR FL 0012" },
    };

    private static async Task<IReadOnlyList<Answer>> Assess(VolatileEngine engine, params Transaction[] items) =>
        Expect.Done(await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, items)))
            .Answers;
}
