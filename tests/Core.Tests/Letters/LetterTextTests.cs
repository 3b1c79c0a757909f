using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Letters;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Letters;

public sealed class LetterTextTests
{
    private static readonly Currency Ringgit = Currency.TryParse("MYR", out var known) ? known : default;

    private static LetterContent Content => new(
        "cra_aaaa", new DateOnly(2026, 3, 9), "Example Bank", "P.O. Box 1\nKuala Lumpur",
        new LetterLoan(Ringgit, 1_200_000, 110_000, 1),
        [new LetterAccount("A-1", (new DateOnly(2025, 1, 2), new DateOnly(2026, 3, 8), 1), Balances: false)])
    {
        Reasons = ["Overdrawn on 12 of the last 90 days."],
        Score = (512, 600),
        ScoreReasons = [1],
        Papers = [("payslip", new DateOnly(2026, 2, 28))],
    };

    [Fact]
    public void Of_ARefusal_SaysWhatTheRegulationsAskFor()
    {
        var text = LetterText.Of(Content, ReasonLanguage.English);
        string[] parts =
        [
            "loan of MYR 12000.00, to be paid back by MYR 1100.00 a month for 1 month.",
            "The principal reason 1. Overdrawn on 12 of the last 90 days.",
            "to 512 points", "600 points on",
            "- Your account A-1: 1 transaction from 2025-01-02 to 2026-03-08.", "- A pay slip of 2026-02-28.",
            "no credit bureau was asked", "- Balances of the account A-1.", "have errors in it corrected",
            "Example Bank P.O. Box 1 Kuala Lumpur",
        ];
        Assert.All(parts, part => Assert.Contains(part, Flat(text), StringComparison.Ordinal));
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 78, line));
    }

    /// <summary>Without its breaks of lines.</summary>
    private static string Flat(string text) => string.Join(
        ' ', text.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Of_EachLanguage_HasEveryParagraph() => Assert.Equal(
        LetterText.Of(Content, ReasonLanguage.English).Split("\n\n").Length,
        LetterText.Of(Content, ReasonLanguage.Malay).Split("\n\n").Length);

    [Fact]
    public void Of_ABureauAndBalances_LeavesOnlyOtherAccountsUnseen()
    {
        var text = LetterText.Of(
            Content with
            {
                Bureau = ("ctos", new DateOnly(2026, 3, 1)),
                Accounts = [Content.Accounts[0] with { Balances = true }],
            },
            ReasonLanguage.English);
        Assert.Contains("- A report of the credit bureau ctos of 2026-03-01.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("was asked", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Balances", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new int[0], "A score, which was worked out automatically, is 512 points")]
    [InlineData(new[] { 3 }, "Reason 3 lowers a score")]
    [InlineData(new[] { 2, 3 }, "Reasons 2 and 3 lower a score")]
    public void Score_OfSomeReasons_IsSaidOfThoseOnly(int[] numbers, string part)
    {
        var words = LetterWords.In(ReasonLanguage.English);
        Assert.StartsWith(part, words.Score(512, 600, numbers, inFull: true), StringComparison.Ordinal);
        Assert.EndsWith(
            "does not account for the whole difference.", words.Score(512, 600, numbers, inFull: false),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AnIncomeThatWasNotCounted_SaysWhyAndRestsOnNothingOfIt()
    {
        var text = Flat(LetterText.Of(
            Content with { Papers = [], NotCounted = [("payslip", new DateOnly(2025, 2, 28))] },
            ReasonLanguage.English));
        Assert.Contains("too old, so it was not counted: A pay slip of 2025-02-28.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("- A pay slip", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Act_OfALoanUntilPayday_TellsNobodyToStopRepaying()
    {
        Assert.Equal(
            "every loan until the next pay is paid off, and a year has passed without a new one",
            LetterWords.In(ReasonLanguage.English).Act(ReasonCode.PaydayLoans));
        Assert.Contains(
            "bulan kalendar penuh", LetterWords.In(ReasonLanguage.Malay).Act(ReasonCode.GamblingHigh),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RefusalReason.MissingDays, 1, 0, "1 more day is needed")]
    [InlineData(RefusalReason.MissingDays, 2, 0, "2 more days are needed")]
    [InlineData(RefusalReason.MissingTransactions, 1, 0, "1 more is needed")]
    [InlineData(RefusalReason.DebtsTooHigh, 72.4, 60, "72.4 % of your net income; we lend up to 60 %")]
    [InlineData(RefusalReason.DebtsTooHigh, 100 * 0.403, 100 * 0.4, "40.3 % of your net income; we lend up to 40 %")]
    [InlineData(RefusalReason.DebtsTooHigh, 42.51, 42.5, "42.6 % of your net income; we lend up to 42.5 %")]
    [InlineData(RefusalReason.DebtsTooHighOfGross, 51, 50, "51 % of your gross income; we lend up to 50 %")]
    [InlineData(RefusalReason.MissingIncome, 0, 0, "No income was seen on the accounts named above.")]
    [InlineData(RefusalReason.NothingLeft, 300_050, 300_000, "MYR 0.50 more than your income of MYR 3000.00")]
    public void Of_ARefusal_HasItsFiguresByNumber(RefusalReason reason, double value, double limit, string part) =>
        Assert.Contains(
            part, LetterWords.In(ReasonLanguage.English).Of(new Refusal(reason, value, limit), Ringgit),
            StringComparison.Ordinal);

    [Fact]
    public void Words_OfEveryRefusalAndAct_AreThereInBothLanguages()
    {
        foreach (var language in Enum.GetValues<ReasonLanguage>())
        {
            var words = LetterWords.In(language);
            var sentences = Enum.GetValues<RefusalReason>()
                .Select(reason => words.Of(new Refusal(reason, 2, 1), Ringgit)).ToList();
            Assert.Equal(sentences.Count, sentences.Distinct().Count());
            Assert.All(sentences, static sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
            Assert.All(
                ReasonTable.All.Select(static entry => entry.Code).Where(Core.Credit.AssessmentBasis.CanUndo),
                code => Assert.NotNull(words.Act(code)));
        }
    }
}
