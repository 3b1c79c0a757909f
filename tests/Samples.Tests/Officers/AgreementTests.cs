using OrleansRisk.Samples.Officers.Grades;

namespace OrleansRisk.Samples.Tests.Officers;

public sealed class AgreementTests
{
    [Fact]
    public void Kappa_EqualGrades_IsOne() => Assert.Equal(1, Of("AABCE", "AABCE").Kappa(), 12);

    [Fact]
    public void Kappa_OpposedGrades_IsMinusOne() => Assert.Equal(-1, Of("AE", "EA").Kappa(), 12);

    [Fact]
    public void Kappa_OneGradeApart_IsWhatTheFormulaGives() =>
        // Seen: one square of 1 in four. Expected over all 16 combinations of 4,3,2,1 with 4,3,2,2: 32 / 16.
        Assert.Equal(1 - (0.25 / (32 / 16.0)), Of("ABCD", "ABCC").Kappa(), 12);

    [Fact]
    public void Kappa_Interval_HoldsKappa()
    {
        var agreement = Of("AABBCCDDEE", "ABBBCCDEEE");
        var (low, high) = agreement.KappaInterval();

        Assert.InRange(agreement.Kappa(), low, high);
        Assert.True(low < high);
    }

    [Theory]
    [InlineData("AAE", "CAE", "H001")]
    [InlineData("?AE", "BAE", "H001")]
    [InlineData("BAE", "AAE", "")]
    public void Disputed_TwoGradesApartOrUnsureAlone_TakesPartInNoPair(string a, string b, string disputed)
    {
        var agreement = Of(a, b);

        Assert.Equal(disputed, string.Join(' ', agreement.Disputed));
        Assert.DoesNotContain(agreement.Pairs, p => p.Better == disputed || p.Worse == disputed);
    }

    [Fact]
    public void NotEnough_ForBoth_IsListedAndInNoPair()
    {
        var agreement = Of("?AE", "?AE");

        Assert.Equal(["H001"], agreement.NotEnough);
        Assert.Equal([new Pair("H002", "H003", 4)], agreement.Pairs);
        Assert.Equal(2, agreement.Graded);
    }

    [Theory]
    [InlineData("AB", "AB", "H001>H002:1")]
    [InlineData("AD", "BD", "H001>H002:2")]
    [InlineData("BC", "CC", "")]
    [InlineData("BC", "CB", "")]
    [InlineData("CC", "CC", "")]
    public void Pairs_OnlyThoseBothOrderAlike_AreKept(string a, string b, string pairs) =>
        Assert.Equal(pairs, string.Join(' ', Of(a, b).Pairs.Select(p => $"{p.Better}>{p.Worse}:{p.Distance}")));

    [Fact]
    public void Grades_OfAnotherSet_AreRefused() =>
        Assert.Contains("H002", Assert.Throws<InvalidDataException>(() =>
            new Agreement(Grades("AB"), Grades("A"), ["H001", "H002"])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("H001,F,reason")]
    [InlineData("H001,A,")]
    [InlineData("H1,A,reason")]
    [InlineData("H001,a,reason")]
    public void GradeFile_WrongLine_IsRefusedByNumber(string line) =>
        Assert.Contains("a.csv:2", Assert.Throws<InvalidDataException>(() =>
            GradeFile.Parse(["id,grade,reason", line], "a.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void GradeFile_SameHistoryTwice_IsRefused() =>
        Assert.Throws<InvalidDataException>(() =>
            GradeFile.Parse(["id,grade,reason", "H001,A,x", "H001,B,y"], "a.csv"));

    [Fact]
    public void GradeFile_ReasonWithCommas_IsKeptWhole() =>
        Assert.Equal("two loans, one new",
            GradeFile.Parse(["id,grade,reason", "H001,D,\"two loans, one new\""], "a.csv")["H001"].Reason);

    private static Agreement Of(string a, string b) =>
        new(Grades(a), Grades(b), Enumerable.Range(1, a.Length).Select(i => $"H{i:D3}"));

    private static IReadOnlyDictionary<string, Grade> Grades(string letters) => GradeFile.Parse(
        ["id,grade,reason", .. letters.Select((letter, i) => $"H{i + 1:D3},{letter},reason")], "grades.csv");
}
