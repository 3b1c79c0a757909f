using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrleansRisk.Samples.Tests;

/// <summary>What the papers tell people to type, the script knows.</summary>
public sealed class PapersTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/internals/hacking.md")]
    [InlineData("docs/operating/README.md")]
    [InlineData("docs/operating/upgrading.md")]
    [InlineData("docs/start/README.md")]
    [InlineData("samples/README.md")]
    public void Paper_NamingCommandsOfTheScript_NamesOnlyThoseItHas(string paper)
    {
        var help = Run(Repository.At("dev"), "help");
        var text = File.ReadAllText(Repository.At(paper));
        Assert.All(
            Regex.Matches(text, @"\./dev ([a-z]+)(?: ([a-z]+))?").Where(match => match.Groups[1].Value != "cluster"),
            match => Assert.Matches($@"(?m)^  {match.Groups[1].Value}( |$)", help));
        Assert.All(
            Regex.Matches(text, @"\./dev cluster ([a-z-]+)"),
            match => Assert.Matches($@"(?m)^  cluster .*\b{match.Groups[1].Value}\b", help));
    }

    [Fact]
    public void Readme_OnItsFirstScreen_SaysWhatToTypeAndWhatNotToExpect()
    {
        var readme = File.ReadAllText(Repository.At("README.md"));
        var commands = Regex.Match(readme, "```sh\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.Equal(
            ["./dev demo", "./dev run", "./dev risk --help", "./dev cluster demo"],
            commands.TrimEnd().Split('\n').Select(line => line.Split('#')[0].Trim()));
        Assert.All(commands.TrimEnd().Split('\n'), line => Assert.Contains("# ", line, StringComparison.Ordinal));
        var output = Regex.Match(readme, "```text\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        Assert.InRange(output.TrimEnd().Split('\n').Length, 10, 12);
        Assert.Contains(
            "every customer account is a grain", readme.ReplaceLineEndings(" ")[..600], StringComparison.Ordinal);
        Assert.Contains("## Not for", readme, StringComparison.Ordinal);
        Assert.Contains("## What runs where", readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_ToldNonsense_ShowsItsPageAndFails()
    {
        var start = new ProcessStartInfo(Repository.At("dev"), ["nonsense"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("./dev COMMAND", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Setup_WithoutRoot_NamesThePackageAndTheVariable()
    {
        // The parts as they are, with a machine that has no PostgreSQL and a user who is not root.
        var script = $$"""
            root={{Repository.Root}}; cd "$root"
            for part in say postgres setup; do source "$root/dev.d/$part.sh"; done
            pg_newest_bin() { :; }
            id() { echo 1000; }
            apt-get() { echo "apt-get was called"; }
            unset RISK_DATABASE
            do_setup --yes
            """;
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("apt-get install postgresql", said, StringComparison.Ordinal);
        Assert.Contains("RISK_DATABASE=", said, StringComparison.Ordinal);
        Assert.DoesNotContain("apt-get was called", said, StringComparison.Ordinal);
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
