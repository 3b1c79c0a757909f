using OrleansRisk.Accounts;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Timeline;

/// <summary>
/// Lives of transactions, a step each: <c>a</c>uthorised, <c>b</c>ooked, <c>r</c>eversed or <c>x</c> expired, the id,
/// the amount, and after <c>&gt;</c> the id that it replaces; then what comes of it.
/// </summary>
public sealed class LifecycleTests
{
    private const string Account = "A-1";
    private const long Day = 86_400_000;

    [Theory]
    [InlineData("a T 50 ok; b T 50 ok", 1, -50)]
    [InlineData("a T 50 ok; b U 48>T ok", 1, -48)]
    [InlineData("a T 50 ok; a U 60>T ok; b V 55>U ok", 1, -55)]
    [InlineData("a T 50 ok; x T 50 ok; b T 50 ok", 1, -50)] // a shop that is late
    [InlineData("a T 50 ok; r T 50 ok; b T 50 status_out_of_order", 1, 0)]
    [InlineData("a T 50 ok; r T 20 ok; b T 30 ok; r U 25>T ok", 1, -5)] // a part of what was authorised is let go
    [InlineData("b T 50 ok; a T 50 status_out_of_order", 1, -50)]
    [InlineData("b T 50 ok; x T 50 status_out_of_order", 1, -50)]
    [InlineData("a T 50 ok; x T 50 ok; r T 50 status_out_of_order", 1, 0)]
    [InlineData("b T 50 ok; r T 50 ok; r U 1>T status_out_of_order", 1, 0)]
    [InlineData("b T 50 ok; r T 20 ok; r U 10>T ok; r V 15>T ok; r W 5>T ok; r Y 1>T status_out_of_order", 1, 0)]
    [InlineData("b T 50 ok; r T 20 ok; r U 20>T ok", 1, -10)]
    [InlineData("b T 50 ok; r T 50 ok; b U 50>T ok", 1, -50)] // a chargeback that is lost
    [InlineData("b T 50 ok; r T 50 ok; b T 50 id_reused; b U 50>T ok; b V 50>U status_out_of_order", 1, -50)]
    [InlineData("b T 50 ok; r T 50 ok; b U 50>T ok; r U 50 ok; r T 1 id_reused; r W 1>T status_out_of_order", 1, 0)]
    [InlineData("b T 50 ok; r T 50 ok; b U 50>T ok; r U 20 ok; r W 30>T ok; b V 40>U ok; r V 15 ok", 1, -25)]
    [InlineData("a T 50 ok; b T 50 ok; r T 50 ok; b U 50>T ok; b V 50>T already_replaced", 1, -50)]
    [InlineData("b T 50 ok; r T 20 ok; b U 50>T status_out_of_order", 1, -30)] // not all of it came back
    [InlineData("b T 50 ok; r T 20 ok; r T 30 id_reused", 1, -30)]
    [InlineData("b T 50 ok; r T 80 given_back_more", 1, 30)] // what is beyond came in all the same
    [InlineData("b T 50 ok; r T 20 ok; r U 31>T given_back_more", 1, 1)]
    [InlineData("a T 150 ok; b U 90>T ok; b V 60>T ok; b W 1>T already_replaced", 1, -150)] // a hold booked in parts
    [InlineData("a T 150 ok; b U 90>T ok; b V 61>T already_replaced; b V 60>T ok", 1, -150)]
    [InlineData("a T 150 ok; b T 90 ok; b U 60>T ok; r T 90 ok; r V 10>T ok; r U 50 ok", 1, 0)]
    [InlineData("a T 150 ok; b U 90>T ok; b T 60 ok; r V 91>U given_back_more", 1, -59)] // a part under the hold's id
    [InlineData("a T 150 ok; r T 50 ok; b U 60>T ok; b V 50>T already_replaced; b W 40>T ok", 1, -100)]
    [InlineData("a T 150 ok; x T 150 ok; b U 60>T ok; b V 50>T ok", 1, -110)]
    [InlineData("a T 150 ok; x T 150 ok; b U 60>T ok; b T 100 already_replaced", 1, -60)]
    [InlineData("a T 150 ok; b U 90>T ok; b V 60>T ok; r X 90>U ok; r Y 1>U status_out_of_order; r Z 60>T ok", 1, 0)]
    [InlineData("a T 150 ok; b U 90>T ok; r U 90 ok; b V 60>T ok; b W 90>U ok; r X 5>V ok", 1, -145)]
    [InlineData("a T 150 ok; a U 200>T ok; b V 90>U ok; b W 60>T already_replaced; b W 110>U ok", 1, -200)]
    [InlineData("a T 1 ok; b U 61>T ok; b V 1>T already_replaced", 1, -61)] // a pump holds one
    [InlineData("a T 50 ok; b U 48>T ok; r T 48 ok", 1, 0)] // by the id that the bank has given up
    [InlineData("a T 50 ok; b U 48>T ok; b V 48>T already_replaced", 1, -48)]
    [InlineData("a T 50 ok; b U 48>T ok; b T 50 already_replaced", 1, -48)]
    [InlineData("a T 50 ok; b U 48>T ok; x T 50 status_out_of_order", 1, -48)]
    [InlineData("b T 50 ok; b U 50>T status_out_of_order", 1, -50)]
    [InlineData("b U 48>T replaces_unknown; a T 50 already_replaced", 1, -48)] // the booking came first
    [InlineData("b U 48>T replaces_unknown; b V 48>T already_replaced", 1, -48)]
    [InlineData("r T 50 transaction_unknown; x T 50 transaction_unknown; r U 5>T transaction_unknown", 0, 0)]
    public async Task Life_InThisOrder_ComesToThat(string steps, int transactions, int balance)
    {
        foreach (var restarts in new[] { false, true })
        {
            await using var engine = await VolatileEngine.Create();
            await Assess(engine, Opening);
            var at = Some.Moment;
            foreach (var step in steps.Split("; "))
            {
                var words = step.Split(' ');
                Assert.Equal((step, words[3]), (step, Came(await Assess(engine, Step(words, at += 60_000)))));
                if (restarts)
                {
                    await engine.Restart();
                }
            }

            await Check(engine, transactions, balance);
        }
    }

    [Fact]
    public async Task Life_WholeInOneBatch_IsTheSame()
    {
        await using var engine = await VolatileEngine.Create();
        var steps = "a T 50 ok; b U 48>T ok; b V 48>T already_replaced; r T 20 ok; r W 28>U ok".Split("; ");
        var batch = steps.Select((step, i) => Step(step.Split(' '), Some.Moment + (i * 60_000L)));

        var answers = await Assess(engine, [Opening, .. batch]);

        Assert.Equal(steps.Select(step => step.Split(' ')[3]), answers.Skip(1).Select(answer => Came([answer])));
        await Check(engine, 1, 0);
    }

    [Fact]
    public async Task Life_LongPastTheRing_IsFollowedByTheJournal()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Opening, Step(["a", "T", "50"], Some.Moment));
        await Assess(engine, Step(["b", "U", "48>T"], Some.Moment + 1_000));
        await Assess(engine, [.. Enumerable.Range(
            0, 100).Select(i => Some.Transaction($"m-{i}", at: Some.Moment + 2_000 + i, amount: 1))]);
        await engine.Restart();

        Assert.Equal("ok", Came(await Assess(engine, Step(["r", "T", "40"], Some.Moment + 9_000))));
        Assert.Equal("already_replaced", Came(await Assess(engine, Step(["b", "V", "48>T"], Some.Moment + 9_500))));
        await Check(engine, 101, -108);
    }

    [Fact]
    public async Task Booking_OfAHoldThatExpiredAndLeftTheRing_IsTakenOnce()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Opening, Step(["a", "T", "150"], Some.Moment));
        await Assess(engine, [.. Enumerable.Range(
            0, 100).Select(i => Some.Transaction($"m-{i}", at: Some.Moment + 2_000 + i, amount: 1))]);
        Assert.Equal("ok", Came(await Assess(engine, Step(["x", "T", "150"], Some.Moment + 9_000))));
        Assert.Equal("ok", Came(await Assess(engine, Step(["b", "U", "60>T"], Some.Moment + 9_500))));
        Assert.Equal("already_replaced", Came(await Assess(engine, Step(["b", "T", "100"], Some.Moment + 9_600))));

        await Check(engine, 101, -160);
    }

    [Fact]
    public async Task Life_OfMoreIdsThanAreFollowed_IsRefusedAndNotCounted()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Opening, Step(["b", "T", "50"], Some.Moment));
        for (var i = 1; i < AccountLimits.LifecycleIdsMax; i++)
        {
            Assert.Equal("ok", Came(await Assess(engine, Step(["r", $"R{i}", "1>T"], Some.Moment + i))));
        }

        Assert.Equal("limit_reached", Came(await Assess(engine, Step(["r", "last", "1>T"], Some.Moment + 99))));
        await Check(engine, 1, -35);
    }

    [Fact]
    public async Task Booking_ThatNamesNoHold_IsFlaggedWithTheOneItIsLikelyOf()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Opening, Rent("q-8", TransactionStatus.Authorised, 1_200, days: 0));
        await engine.Restart(); // the hold is read from the journal

        var first = await Assess(engine, Rent("q-9", TransactionStatus.Booked, 1_200, days: 2),
            Rent("q-10", TransactionStatus.Booked, 1_200, days: 2));

        Assert.Equal([true, false], first.Select(IsLikelyBooking)); // one hold has one booking
        await Check(engine, 3, -2_400); // both are counted, and so was the attempt
        for (var sequence = 2; sequence <= 4; sequence++)
        {
            Assert.Null((await engine.Account(Account).Replay(engine.Caller(), sequence)).Value!.FirstDifference);
        }
    }

    [Theory]
    [InlineData("q-8", 1_200, 2, "Northside Rentals", false)] // the hold's own id needs no guess
    [InlineData("q-9", 1_440, 2, "Northside Rentals", true)] // a fifth more, as with a tip
    [InlineData("q-9", 1_441, 2, "Northside Rentals", false)]
    [InlineData("q-9", 1_200, 11, "Northside Rentals", false)]
    [InlineData("q-9", 1_200, 2, "Another", false)]
    [InlineData("q-9", 1_200, 2, null, false)]
    public async Task Booking_NearAHold_IsFlaggedOnlyIfAllFits(
        string id, decimal amount, int days, string? party, bool expected)
    {
        await using var engine = await VolatileEngine.Create();

        var answers = await Assess(engine, Opening, Rent("q-8", TransactionStatus.Authorised, 1_200, days: 0),
            Rent(id, TransactionStatus.Booked, amount, days, party));

        Assert.Equal(expected, IsLikelyBooking(answers[^1]));
    }

    private static bool IsLikelyBooking(Answer answer) =>
        (((Answer.Decided)answer).Entry.Decision.Flags & DecisionFlags.LikelyBooking) != 0;

    private static Transaction Rent(
        string id, TransactionStatus status, decimal amount, int days, string? party = "Northside Rentals") =>
        Some.Transaction(id, at: Some.Moment + (days * Day), amount: amount, status: status, counterparty: party);

    /// <summary>
    /// On paper: 1,000.00 stands. A hotel asks for 300.00 and books 280.00 under another id the next day (720.00). A
    /// week later 80.00 of it comes back (800.00); then the customer disputes it: it is labelled fraud by its first id,
    /// the rest is charged back (1,000.00), and the dispute is lost: genuine. So one transaction, nothing spent, no
    /// fraud.
    /// </summary>
    [Fact]
    public async Task LendersDay_FromAuthorisationToRelabelling_IsAsOnPaper()
    {
        await using var engine = await VolatileEngine.Create();
        var (first, second, week) = (Some.Moment, Some.Moment + Day, Some.Moment + (8 * Day));
        await Assess(engine, Some.Transaction(
            "salary", at: first - 1, amount: 500, direction: Direction.Credit, category: "salary") with
        { BalanceMinor = 100_000 });
        await Assess(engine, Hotel("H-1", TransactionStatus.Authorised, first, 300));
        await Expect(engine, transactions: 2, balance: 1_000, spent: 0, fraud: 0);
        await Assess(engine, Hotel("H-2", TransactionStatus.Booked, second, 280) with { Replaces = "H-1" });
        await Expect(engine, transactions: 2, balance: 720, spent: 280, fraud: 0);
        await Assess(engine, Hotel("H-2", TransactionStatus.Reversed, week, 80));
        await Expect(engine, transactions: 2, balance: 800, spent: 200, fraud: 0);
        Assert.Equal(LabelResult.Recorded, await Label(engine, "H-1", LabelKind.Fraud, week + 1));
        Assert.Equal(LabelResult.Unchanged, await Label(engine, "H-2", LabelKind.Fraud, week + 1));
        await Expect(engine, transactions: 2, balance: 800, spent: 200, fraud: 1);
        await Assess(engine, Hotel("CB-7", TransactionStatus.Reversed, week + 2, 200) with { Replaces = "H-2" });
        await Expect(engine, transactions: 2, balance: 1_000, spent: 0, fraud: 1);
        Assert.Equal(LabelResult.Recorded, await Label(engine, "H-1", LabelKind.Genuine, week + 3));
        await Expect(engine, transactions: 2, balance: 1_000, spent: 0, fraud: 0);
        await engine.Restart();
        await Expect(engine, transactions: 2, balance: 1_000, spent: 0, fraud: 0);

        async Task Expect(VolatileEngine engine, long transactions, long balance, long spent, int fraud)
        {
            var state = (await Lives.State(engine, Account));
            Assert.Equal((transactions, balance * 100), (Lives.Transactions(state), Lives.Balance(state)));
            Assert.Equal((spent * 100, 2), (
                Lives.SpentOn(state, (int)(second / Day)) + Lives.SpentOn(state, (int)(first / Day)),
                Lives.Attempts(state, (int)(first / Day))));
            Assert.Equal((spent * 100, fraud), (Lives.SpentInMonthOf(state, first), Lives.Frauds(state)));
        }
    }

    private static Transaction Opening =>
        Some.Transaction("open", at: Some.Moment - 1, amount: 1, direction: Direction.Credit) with { BalanceMinor = 0 };

    private static Transaction Hotel(string id, TransactionStatus status, long at, decimal amount) =>
        Some.Transaction(id, at: at, amount: amount, status: status, counterparty: "Hotel Sentral");

    private static Transaction Step(string[] words, long at)
    {
        var (amount, replaces) = words[2].Split('>') is [var first, var second] ? (first, second) : (words[2], null);
        return Some.Transaction(
            words[1], at: at, amount: int.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
            status: words[0] switch
            {
                "a" => TransactionStatus.Authorised,
                "b" => TransactionStatus.Booked,
                "r" => TransactionStatus.Reversed,
                _ => TransactionStatus.Expired,
            }) with
        { Replaces = replaces };
    }

    private static string Came(IReadOnlyList<Answer> answers) => answers.Single() switch
    {
        Answer.Refused refused => refused.Code,
        Answer.Conflict => "id_reused",
        Answer.Decided { Duplicate: true } => "duplicate",
        Answer.Decided { Entry.Decision.Flags: var flags } when (flags & DecisionFlags.ReplacesUnknown) != 0 =>
            "replaces_unknown",
        Answer.Decided { Entry.Decision.Flags: var flags } when (flags & DecisionFlags.GivenBackMore) != 0 =>
            "given_back_more",
        _ => "ok",
    };

    private static async Task Check(VolatileEngine engine, int transactions, int balance)
    {
        var state = await Lives.State(engine, Account);
        Assert.Equal(
            (transactions + 1, balance * 100L), (Lives.Transactions(state), Lives.Balance(state)));
    }

    private static async Task<LabelResult> Label(VolatileEngine engine, string id, LabelKind kind, long knownAt) =>
        (await engine.Account(Account).Label(
            engine.Caller(), new LabelRequest(id, kind, knownAt, "chargeback"))).Value;

    private static async Task<IReadOnlyList<Answer>> Assess(VolatileEngine engine, params Transaction[] items)
    {
        var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, items));
        return Expect.Done(outcome).Answers;
    }
}
