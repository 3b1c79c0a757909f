using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Api.Tests.Proxies;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Clients;

/// <summary>
/// Clients as lenders have them, with more lines than any buffer holds, straight and behind nginx: none hangs, and
/// every line is answered. <c>RISK_CLIENT_LINES</c> says how many; <c>./dev soak</c> sends 200,000.
/// </summary>
public sealed class ManyLinesTests
{
    private const string Curl = "curl --version && test -x /usr/sbin/nginx";
    private const string Node = "node -e 'if (!globalThis.fetch) process.exit(1)' && test -x /usr/sbin/nginx";
    private const string Python = "/usr/bin/python3 -c 'import requests' && test -x /usr/sbin/nginx";

    private static readonly int Count = int.Parse(
        Environment.GetEnvironmentVariable("RISK_CLIENT_LINES") ?? "20000", CultureInfo.InvariantCulture);

    private static readonly string End = $$"""{"end":true,"received":{{Count}},"scored":{{Count}},""";

    /// <summary>Reads answers while it sends, and prints how many lines came and the last of them.</summary>
    private const string NodeProgram =
        """
        const { ADDRESS, KEY, COUNT } = process.env;
        async function* lines() {
            for (let i = 0; i < Number(COUNT); i++) {
                yield Buffer.from(JSON.stringify({ id: `T-${i}`, account: `A-${i % 50}`, at: "2025-03-01T09:30:00Z",
                    amount: "5.00", currency: "MYR", direction: "debit" }) + "\n");
            }
        }
        const response = await fetch(`${ADDRESS}v1/transactions`, { method: "POST", duplex: "half", body: lines(),
            headers: { authorization: `Bearer ${KEY}`, "content-type": "application/x-ndjson" } });
        const decoder = new TextDecoder();
        let count = 0, rest = "", last = "";
        for await (const chunk of response.body) {
            const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
            rest = parts.pop();
            count += parts.length;
            last = parts.at(-1) ?? last;
        }
        console.log(count, last);
        """;

    /// <summary>Reads nothing before it has sent all: errors only, or few enough lines a request.</summary>
    private const string PythonProgram =
        """
        import itertools, json, os, requests
        line = '{"id":"T-%d","account":"A-%d","at":"2025-03-01T09:30:00Z","amount":"5.00","currency":"MYR",'
        line += '"direction":"debit"}\n'
        risk = requests.Session()
        risk.headers.update({"Authorization": "Bearer " + os.environ["KEY"], "Content-Type": "application/x-ndjson"})
        risk.trust_env, risk.verify = False, os.environ["TRUSTED"] or True
        count, address = int(os.environ["COUNT"]), os.environ["ADDRESS"] + "v1/transactions"
        lines = ((line % (i, i % 50)).encode() for i in range(count))
        print(risk.post(address, params={"answers": "errors"}, data=lines, timeout=120).content.decode())
        answered = 0
        for first in range(0, count, 1000):
            body = b"".join((line % (i, i % 50)).encode() for i in range(first, min(first + 1000, count)))
            answers = risk.post(address, data=body, timeout=120).content.splitlines()
            assert json.loads(answers[-1])["end"]
            answered += len(answers) - 1
        print(answered)
        """;

    [ProgramFact("bash", "-c", Curl)]
    public async Task Curl_WithAFile_HasEveryLineAnswered()
    {
        await using var host = await Host();
        await Curls(host, host.Http1, "--http1.1");
        await Curls(host, host.Http2, "--http2-prior-knowledge");
    }

    [ProgramFact("bash", "-c", Curl)]
    public async Task Curl_BehindNginx_HasEveryLineAnswered()
    {
        await using var host = await Host();
        await using var nginx = await Nginx.Start(host.Http2);
        await Curls(host, nginx.Address, $"--http1.1 --cacert {nginx.CertificateFile}");
        await Curls(host, nginx.Address, $"--http2 --cacert {nginx.CertificateFile}");
    }

    [ProgramFact("bash", "-c", Node)]
    public async Task NodeFetch_WithAStream_HasEveryLineAnswered()
    {
        await using var host = await Host();
        Assert.StartsWith($"{Count + 1} {End}", await Run(host, host.Http1, "", "node", "--input-type=module", "-e",
            NodeProgram), StringComparison.Ordinal);
    }

    [ProgramFact("bash", "-c", Node)]
    public async Task NodeFetch_BehindNginx_HasEveryLineAnswered()
    {
        await using var host = await Host();
        await using var nginx = await Nginx.Start(host.Http2);
        Assert.StartsWith($"{Count + 1} {End}", await Run(host, nginx.Address, nginx.CertificateFile, "node",
            "--input-type=module", "-e", NodeProgram), StringComparison.Ordinal);
    }

    [ProgramFact("bash", "-c", Python)]
    public async Task PythonRequests_ForErrorsOnlyOrInParts_HasEveryLineAnswered()
    {
        await using var host = await Host();
        Pythons(await Run(host, host.Http1, "", "/usr/bin/python3", "-c", PythonProgram));
    }

    [ProgramFact("bash", "-c", Python)]
    public async Task PythonRequests_BehindNginx_HasEveryLineAnswered()
    {
        await using var host = await Host();
        await using var nginx = await Nginx.Start(host.Http2);
        Pythons(await Run(host, nginx.Address, nginx.CertificateFile, "/usr/bin/python3", "-c", PythonProgram));
    }

    [Fact]
    public async Task HttpClientOfHttp11_ForErrorsOnlyOrInParts_HasEveryLineAnswered()
    {
        await using var host = await Host();
        using var client = host.Client1();
        var end = Assert.Single(await client.Send(Wire.Lines(Count), "?answers=errors"));
        Assert.Equal((Count, Count), (end.GetProperty("received").GetInt32(), end.GetProperty("scored").GetInt32()));
        for (var from = 0; from < Count; from += 1_000)
        {
            Assert.Equal(1_001, (await client.Send(Wire.Lines(1_000, from: from))).Count);
        }
    }

    /// <summary>The mistake: all answers are asked for, and none is read. It ends with an error, and soon.</summary>
    [ProgramFact("/usr/bin/python3", "-c", "import requests")]
    public async Task PythonRequests_ForAllAnswersInOneGo_IsCutOffAndDoesNotHang()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        host.Actors.Remembers = false;
        var program = PythonProgram.Replace("\"errors\"", "\"all\"", StringComparison.Ordinal)
            .Replace("int(os.environ[\"COUNT\"])", "1000000", StringComparison.Ordinal);
        var said = Run(host, host.Http1, "", "/usr/bin/python3", "-c", program);
        await PassUntilEnded(time, host, said);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => said);
        Assert.Contains("ConnectionError", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HttpClientOfHttp11_ForAllAnswersInOneGo_IsCutOffAndDoesNotHang()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        host.Actors.Remembers = false;
        using var client = host.Client1();
        var sending = client.Send(Wire.Lines(200_000));
        await PassUntilEnded(time, host, sending);
        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
    }

    private static async Task PassUntilEnded(ManualTime time, ApiHost host, Task client)
    {
        await Wire.Until(() => host.AdmissionControl.Streams == 1 || client.IsCompleted);
        for (var i = 0; i < 400 && !client.IsCompleted; i++)
        {
            await Task.WhenAny(client, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
            time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.True(client.IsCompleted, "it hangs");
        await Wire.Until(() => host.AdmissionControl.Streams == 0 && host.AdmissionControl.UnansweredLines == 0);
    }

    private static async Task<ApiHost> Host()
    {
        var host = await ApiHost.Start();
        host.Actors.Remembers = false;
        return host;
    }

    private static async Task Curls(ApiHost host, Uri address, string options)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Wire.Lines(Count));
        try
        {
            var command = $"set -o pipefail; curl -sS --max-time 300 {options} -X POST -T {file} "
                + $"-H 'Content-Type: {Wire.Ndjson}' -H \"Authorization: Bearer $KEY\" \"$ADDRESS\"v1/transactions "
                + "| awk '{ last = $0 } END { print NR, last }'";
            var said = await Run(host, address, "", "bash", "-c", command);
            Assert.StartsWith($"{Count + 1} {End}", said, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Pythons(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith(End, lines[0], StringComparison.Ordinal);
        Assert.Equal($"{Count}", lines[1]);
    }

    private static Task<string> Run(ApiHost host, Uri address, string trusted, string program, params string[] told) =>
        ProgramFactAttribute.Run(new ProcessStartInfo(program, told)
        {
            Environment =
            {
                ["ADDRESS"] = address.ToString(),
                ["KEY"] = host.Ingest,
                ["COUNT"] = $"{Count}",
                ["TRUSTED"] = trusted,
                ["NODE_EXTRA_CA_CERTS"] = trusted,
            },
        });
}
