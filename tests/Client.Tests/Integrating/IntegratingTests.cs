using System.Diagnostics;
using OrleansRisk.Client.Tests.Processes;
using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Integrating;

/// <summary>
/// The manual for lenders is run, not believed: each language's blocks are one program, against a host.
/// </summary>
public sealed class IntegratingTests(PostingHost real) : IClassFixture<PostingHost>
{
    private const string Manual = "docs/integrating/README.md";

    private static readonly string[] Told =
    [
        "one: (approve|review|decline)", "many: 1000 decided, 1000 received", "resumed: score\\.(snapshot|updated)",
        "signature: holds", "refused: amount_invalid amount",
    ];

    [ProgramFact("bash", "-c", "curl --version && openssl version")]
    public async Task Manual_ItsShellProgram_DoesWhatItSays()
    {
        var said = await Run("sh", "program.sh", ["bash", "-eu", "program.sh"]);
        Says(said,
            [.. Told, "mapped: 2", "\"version\":1", "\"category\":\"groceries\",\"by\":\"rule\"",
                "\"status\":\"revoked\""]);
    }

    [Fact]
    public async Task Manual_ItsCSharpProgram_CompilesWithoutWarningAndDoesWhatItSays()
    {
        var (client, contract) = (typeof(RiskClient).Assembly.Location, typeof(Routes).Assembly.Location);
        var program = Compiled.Program(
            Conflicts.Program(Manual, "csharp"), await File.ReadAllBytesAsync(client),
            await File.ReadAllBytesAsync(contract));
        var version = Environment.Version;
        var said = await Run("csharp", "program.cs", ["dotnet", "program.dll"], folder =>
        {
            File.WriteAllBytes(Path.Combine(folder, "program.dll"), program);
            File.Copy(client, Path.Combine(folder, Path.GetFileName(client)));
            File.Copy(contract, Path.Combine(folder, Path.GetFileName(contract)));
            File.WriteAllText(Path.Combine(folder, "program.runtimeconfig.json"), $$$$"""
                {"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"{{{{version}}}}"}}}
                """);
        });
        Says(said, Told);
    }

    [ProgramFact("/usr/bin/python3", "-c", "import requests")]
    public async Task Manual_ItsPythonProgram_DoesWhatItSays() =>
        Says(await Run("python", "program.py", ["/usr/bin/python3", "program.py"]), Told);

    [ProgramFact("node", "-e", "if (!globalThis.fetch) process.exit(1)")]
    public async Task Manual_ItsNodeProgram_DoesWhatItSays() =>
        Says(await Run("js", "program.mjs", ["node", "program.mjs"]), Told);

    /// <summary>Whoever stamps the time at sending is told so, and nothing is booked twice.</summary>
    [ProgramFact("/usr/bin/python3", "-c", "import requests")]
    public async Task Manual_ItsPythonProgramThreeTimes_CountsOnce()
    {
        var lender = await real.Host.Tenant(RoleNames.Admin);
        string[] command = ["/usr/bin/python3", "program.py"];
        await Run("python", "program.py", command, lender: lender);
        var counted = await real.Recorded(lender.Item1);

        for (var again = 0; again < 2; again++)
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(
                () => Run("python", "program.py", command, lender: lender));
            Assert.Contains("409", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(counted, await real.Recorded(lender.Item1));
    }

    private static void Says(string said, string[] told)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == told.Length, said);
        Assert.All(lines.Zip(told), pair => Assert.Matches($"^{pair.Second}$", pair.First));
    }

    /// <summary>
    /// What the program printed, in a folder of its own and, unless one is given, as a tenant of its own. One
    /// transaction is not recorded the first time; .NET's client, which goes by HTTP/2, is tried with that elsewhere.
    /// </summary>
    private async Task<string> Run(
        string language, string file, string[] command, Action<string>? prepare = null,
        (string Tenant, string Key)? lender = null)
    {
        var (tenant, key) = lender ?? await real.Host.Tenant(RoleNames.Admin);
        using var admin = RiskClient.Connect(real.Host.Http2, key);
        var kept = await KeptEvent.Of(admin);
        await using var relay = await StumblingRelay.Start(real.Host.Http1);
        using var scratch = new Scratch();
        await File.WriteAllTextAsync(scratch.At(file), Conflicts.Program(Manual, language));
        await File.WriteAllBytesAsync(scratch.At("event"), kept.Body);
        prepare?.Invoke(Path.GetDirectoryName(scratch.At(file))!);
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Path.GetDirectoryName(scratch.At(file)),
            Environment =
            {
                ["PATH"] = $"{Path.GetDirectoryName(RiskProcess.Program)}:{Environment.GetEnvironmentVariable("PATH")}",
                ["RISK_URL"] = relay.Url.ToString().TrimEnd('/'),
                ["RISK_HTTP2_URL"] = real.Host.Http2.ToString(),
                ["RISK_TENANT"] = tenant,
                ["RISK_ADMIN_KEY"] = key,
                ["RISK_WEBHOOK_ID"] = kept.Id,
                ["RISK_WEBHOOK_TIMESTAMP"] = kept.Timestamp,
                ["RISK_SIGNATURE"] = kept.Signature,
                ["RISK_EVENT"] = scratch.At("event"),
                ["RISK_SECRET"] = kept.Secret,
            },
        };
        var said = await ProgramFactAttribute.Run(start);
        Assert.Equal(language == "csharp" ? 0 : 2, relay.Asked);
        return said;
    }
}
