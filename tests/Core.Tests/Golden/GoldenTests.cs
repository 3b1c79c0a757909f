using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansRisk.Core.Folds;

namespace OrleansRisk.Core.Tests.Golden;

public sealed class GoldenTests
{
    private static readonly string Golden = Path.Combine(Path.GetDirectoryName(Here())!, "fold-1.bin");

    /// <summary>
    /// With RISK_REGENERATE=1 the file is written anew: then the fold version has to grow, or nothing was released
    /// yet.
    /// </summary>
    [Fact]
    public void Fold_One_DecidesAsItDidWhenItWasWritten()
    {
        Assert.Equal(1, FoldVersion.Current);
        var made = GoldenRun.Make();
        if (Environment.GetEnvironmentVariable("RISK_REGENERATE") == "1")
        {
            File.WriteAllBytes(Golden, made);
        }

        if (Environment.GetEnvironmentVariable("RISK_GOLDEN_OUT") is { Length: > 0 } path)
        {
            File.WriteAllBytes(path, made);
        }

        Assert.True(made.AsSpan().SequenceEqual(File.ReadAllBytes(Golden)),
            "a decision or a state differs from the golden file");
    }

    /// <summary>
    /// Runs the test above in a process without fused multiply-add and AVX2, in the runtime as in the C library.
    /// </summary>
    [Fact]
    public async Task Fold_WithoutFusedMultiplyAddAndAvx2_DecidesTheSame()
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
                $"--Tests:{typeof(GoldenTests).FullName}.{nameof(Fold_One_DecidesAsItDidWhenItWasWritten)}",
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
            Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(Golden)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
