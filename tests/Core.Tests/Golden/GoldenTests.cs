using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Golden;

public sealed class GoldenTests
{
    [Fact]
    public void Fold_One_DecidesAsItDidWhenItWasWritten() => Compare(ScoringVersions.One);

    [Fact]
    public void Fold_Two_DecidesAsItDidWhenItWasWritten() => Compare(ScoringVersions.Two);

    [Fact]
    public void Fold_Three_DecidesAsItDidWhenItWasWritten() => Compare(ScoringVersions.Three);

    [Fact]
    public void Fold_Four_DecidesAsItDidWhenItWasWritten() => Compare(ScoringVersions.Four);

    /// <summary>A score that no line of the file holds could change unseen.</summary>
    [Fact]
    public void Fold_Four_HoldsEveryStateOfCreditAndBothKindsOfAnomalyScore()
    {
        var credit = new Dictionary<CreditState, int>();
        var banks = new Dictionary<bool, int>();
        GoldenRun.Make(ScoringVersions.Four, (decision, state) =>
        {
            credit[decision.Credit.State] = credit.GetValueOrDefault(decision.Credit.State) + 1;
            var logs = new AmountMoments(state);
            var bank = new AccountHeader(state).BalanceKnown || logs.Log(PayWay.Transfer).Count > 0
                || logs.Log(PayWay.Incoming).Count > 0;
            banks[bank] = banks.GetValueOrDefault(bank) + 1;
        });
        CreditState[] states =
            [CreditState.InsufficientHistory, CreditState.InsufficientData, CreditState.Uncalibrated];
        Assert.All(states, state => Assert.InRange(credit.GetValueOrDefault(state), 100, GoldenRun.Decisions));
        Assert.All([true, false], bank => Assert.InRange(banks.GetValueOrDefault(bank), 100, GoldenRun.Decisions));
    }

    [Fact]
    public void Folds_OfThisCore_AllHaveTheirFile() => Assert.All(
        Enumerable.Range(1, ScoringVersions.Newest), static scoringVersion =>
            Assert.True(File.Exists(Golden((ushort)scoringVersion))));

    [Theory]
    [InlineData(0)]
    [InlineData(ScoringVersions.Newest + 1)]
    public void Assess_FoldThatThisCoreDoesNotHave_IsRefused(ushort scoringVersion)
    {
        var state = Some.State();
        var transaction = Some.Transaction();
        var inputs = Some.Inputs(transaction, 1);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Assessment.Assess(scoringVersion, state, transaction, inputs, Some.Tables, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Assessment.Label(scoringVersion, state, default));
        Assert.Equal(Some.State(), state);
    }

    /// <summary>
    /// Runs the test above in a process without fused multiply-add and AVX2, in the runtime as in the C library.
    /// </summary>
    [Theory]
    [InlineData(ScoringVersions.One, nameof(Fold_One_DecidesAsItDidWhenItWasWritten))]
    [InlineData(ScoringVersions.Two, nameof(Fold_Two_DecidesAsItDidWhenItWasWritten))]
    [InlineData(ScoringVersions.Three, nameof(Fold_Three_DecidesAsItDidWhenItWasWritten))]
    [InlineData(ScoringVersions.Four, nameof(Fold_Four_DecidesAsItDidWhenItWasWritten))]
    public async Task Fold_WithoutFusedMultiplyAddAndAvx2_DecidesTheSame(ushort scoringVersion, string test)
    {
        var path = Path.Combine(Path.GetTempPath(), $"golden-{Guid.NewGuid():N}.bin");
        try
        {
            var start = new ProcessStartInfo(Environment.ProcessPath is { } host
                && host.EndsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            string[] arguments =
            [
                "vstest", Assembly.GetExecutingAssembly().Location,
                $"--Tests:{typeof(GoldenTests).FullName}.{test}",
            ];
            Array.ForEach(arguments, start.ArgumentList.Add);
            start.Environment["RISK_GOLDEN_OUT"] = path;
            start.Environment["RISK_REGENERATE"] = "";
            start.Environment["GLIBC_TUNABLES"] = "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2";
            start.Environment["DOTNET_EnableAVX2"] = "0";
            start.Environment["DOTNET_EnableFMA"] = "0";
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, output + await errors);
            Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(Golden(scoringVersion))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>
    /// With RISK_REGENERATE set to a scoring version its file is written anew, which only the newest may be, and only
    /// until it is declared: afterwards a difference needs a new fold.
    /// </summary>
    private static void Compare(ushort scoringVersion)
    {
        var made = GoldenRun.Make(scoringVersion);
        if (Environment.GetEnvironmentVariable("RISK_REGENERATE") == scoringVersion.ToString(
            CultureInfo.InvariantCulture))
        {
            File.WriteAllBytes(Golden(scoringVersion), made);
        }

        if (Environment.GetEnvironmentVariable("RISK_GOLDEN_OUT") is { Length: > 0 } path)
        {
            File.WriteAllBytes(path, made);
        }

        Assert.True(made.AsSpan().SequenceEqual(File.ReadAllBytes(Golden(scoringVersion))),
            "a decision or a state differs from the golden file");
    }

    private static string Golden(ushort scoringVersion) =>
        Path.Combine(Path.GetDirectoryName(Here())!, $"fold-{scoringVersion}.bin");

    private static string Here([CallerFilePath] string here = "") => here;
}
