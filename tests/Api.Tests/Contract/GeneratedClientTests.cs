using System.Diagnostics;
using OrleansRisk.Contract;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Contract;

/// <summary>
/// The description as others' tools read it: valid to a validator that knows nothing of .NET, and enough to generate a
/// client in TypeScript whose types fit and whose call is answered. Nothing of it is kept.
/// </summary>
public sealed class GeneratedClientTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Validator = "@seriousme/openapi-schema-validator@2.11.0";
    private const string Generator = "openapi-typescript@7.13.0", Fetch = "openapi-fetch@0.17.0";
    private const string Compiler = "typescript@5.9.3", NodeTypes = "@types/node@20.19.0";

    private const string Validation =
        """
        import { readFileSync } from "node:fs";
        import { Validator } from "@seriousme/openapi-schema-validator";
        const validator = new Validator();
        const { valid, errors } = await validator.validate(JSON.parse(readFileSync("openapi.json", "utf8")));
        console.log(validator.version, valid, errors ? JSON.stringify(errors) : "");
        """;

    private const string Call =
        """
        import createClient from "openapi-fetch";
        import type { components, paths } from "./api.ts";

        const { ADDRESS, KEY } = process.env;
        const risk = createClient<paths>({ baseUrl: ADDRESS!, headers: { authorization: `Bearer ${KEY}` } });
        const body: components["schemas"]["TransactionBody"] = {
            id: "T-1", account: "A-1", at: "2025-03-01T09:30:00Z", amount: "55.71", currency: "MYR", direction: "debit",
        };
        const { data, error } = await risk.POST("/v1/transactions", { body });
        if (error) throw new Error(error.code);
        const score: number = data.anomaly.score;
        console.log(data.transaction, data.outcome, score >= 0 && score <= 1000);
        const none = await risk.GET("/v1/decisions/{decision}", { params: { path: { decision: "dec_none" } } });
        console.log(none.response.status, none.error?.code);
        """;

    [NpmFact(Validator)]
    public async Task Description_ReadByAnIndependentValidator_IsValid()
    {
        using var folder = new Folder();
        await folder.Keep("openapi.json", await Description());
        await folder.Keep("validate.mjs", Validation);
        await folder.Run("npm", "install", "--no-audit", "--no-fund", Validator);
        Assert.Equal("3.1 true", (await folder.Run("node", "validate.mjs")).Trim());
    }

    [NpmFact(Generator, Fetch, Compiler, NodeTypes)]
    public async Task Client_GeneratedFromTheDescription_FitsItsTypesAndMakesCalls()
    {
        using var folder = new Folder();
        await folder.Keep("package.json", """{ "private": true, "type": "module" }""");
        await folder.Keep("openapi.json", await Description());
        await folder.Keep("call.ts", Call);
        await folder.Run("npm", "install", "--no-audit", "--no-fund", Generator, Fetch, Compiler, NodeTypes);
        await folder.Run("npx", "--no-install", "openapi-typescript", "openapi.json", "-o", "api.ts");
        await folder.Run(
            "npx", "--no-install", "tsc", "--strict", "--module", "nodenext", "--target", "es2022",
            "--rewriteRelativeImportExtensions", "--outDir", "out", "call.ts");
        folder.Environment["ADDRESS"] = host.Http1.ToString();
        folder.Environment["KEY"] = host.Ingest;
        Assert.Equal("T-1 approve true\n404 not_found\n", await folder.Run("node", "out/call.js"));
    }

    private async Task<string> Description()
    {
        using var client = host.Client1();
        return await client.GetStringAsync(new Uri(Routes.OpenApi, UriKind.Relative));
    }

    /// <summary>Where the packages go, and all that comes of them; deleted at the end.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _runner = Directory.CreateTempSubdirectory("risk-npm-");

        public Dictionary<string, string> Environment { get; } = [];

        public Task Keep(string name, string text) =>
            File.WriteAllTextAsync(Path.Combine(_runner.FullName, name), text);

        public Task<string> Run(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _runner.FullName };
            foreach (var (name, value) in Environment)
            {
                start.Environment[name] = value;
            }

            return ProgramFactAttribute.Run(start);
        }

        public void Dispose() => _runner.Delete(recursive: true);
    }
}
