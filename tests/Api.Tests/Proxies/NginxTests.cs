using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Proxies;

/// <summary>Behind Debian's nginx, set up as the manual shows it, everything is as it is without it.</summary>
public sealed class NginxTests
{
    private const string Chunked = "Transfer-Encoding: chunked";

    [ProgramFact(Nginx.Program, "-v")]
    public async Task Http2Stream_WhileItUploads_IsAnsweredLineByLine()
    {
        await using var host = await ApiHost.Start();
        await using var nginx = await Nginx.Start(host.Http2);
        using var client = nginx.Client(host.Ingest);
        await using var upload = await Duplex.Open(client);
        for (var i = 0; i < 5; i++)
        {
            await upload.Say(Wire.Line($"T-{i}") + "\n");
            Assert.Equal(i + 1, (await upload.Hear())!.Value.Line());
        }

        upload.Finish();
        Assert.True((await upload.Hear())!.Value.GetProperty("end").GetBoolean());
        Assert.Null(await upload.Hear());
    }

    [ProgramFact(Nginx.Program, "-v")]
    public async Task Http1Stream_WhileItUploads_IsAnsweredLineByLine()
    {
        await using var host = await ApiHost.Start();
        await using var nginx = await Nginx.Start(host.Http2);
        await using var stream = await nginx.Post(host.Ingest, Chunked);
        for (var i = 1; i <= 5; i++)
        {
            await Say(stream, Wire.Chunk(Wire.Line($"T-{i}") + "\n"));
            await HearUntil(stream, $"\"line\":{i},");
        }

        await Say(stream, "0\r\n\r\n");
        await HearUntil(stream, "{\"end\":true,\"received\":5");
    }

    [ProgramFact(Nginx.Program, "-v")]
    public async Task Http2Stream_OfManyMegabytesBothWays_GetsEveryAnswer()
    {
        await using var host = await ApiHost.Start();
        host.Actors.Remembers = false;
        await using var nginx = await Nginx.Start(host.Http2);
        using var client = nginx.Client(host.Ingest);
        var answers = await client.Send(Wire.Lines(50_000));
        Assert.Equal(50_001, answers.Count);
        Assert.Equal(50_000, answers[^1].GetProperty("scored").GetInt64());
    }

    [ProgramFact(Nginx.Program, "-v")]
    public async Task Client_ThatReadsSlowly_StopsTheReadingAndLosesNothing()
    {
        await using var host = await ApiHost.Start();
        host.Actors.Remembers = false;
        await using var nginx = await Nginx.Start(host.Http2);
        await using var stream = await nginx.Post(host.Ingest, Chunked, receiveBytes: 4_096);
        const int Chunks = 600; // far more than the buffers of two sockets and nginx hold the answers of
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Chunks; i++)
            {
                await Say(stream, Wire.Chunk(Wire.Lines(100, from: i * 100)));
            }

            await Say(stream, "0\r\n\r\n");
        });
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        await (sending.IsFaulted ? sending : Task.CompletedTask);
        Assert.False(sending.IsCompleted, "everything went up though nobody read an answer");
        Assert.InRange(host.AdmissionControl.UnansweredLines, 0, Limits.WindowLines);
        await HearUntil(stream, $"{{\"end\":true,\"received\":{Chunks * 100},\"scored\":{Chunks * 100}");
        await sending;
    }

    [ProgramFact(Nginx.Program, "-v")]
    public async Task Client_ThatNeverReads_IsCutOffAndHoldsNoMoreThanItsWindow()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        host.Actors.Remembers = false;
        await using var nginx = await Nginx.Start(host.Http2);
        await using var stream = await nginx.Post(host.Ingest, Chunked, receiveBytes: 4_096);
        var sent = 0;
        _ = Task.Run(async () =>
        {
            for (var chunk = Wire.Chunk(Wire.Lines(100)); ; sent++)
            {
                await Say(stream, chunk); // ends with the connection
            }
        });
        await Wire.Until(() => host.AdmissionControl.Streams == 1);
        var most = 0;
        for (var i = 0; i < 400 && host.AdmissionControl.Streams > 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            most = Math.Max(most, host.AdmissionControl.UnansweredLines);
            time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Equal((0, 0), (host.AdmissionControl.Streams, host.AdmissionControl.UnansweredLines));
        Assert.InRange(most, 1, Limits.WindowLines);
    }

    [ProgramFact("/usr/bin/python3", "-c", "import requests, os; assert os.path.exists('/usr/sbin/nginx')")]
    public async Task PythonRequests_WithAStreamedUpload_ReadsItsErrorsAndTheEnd()
    {
        await using var host = await ApiHost.Start();
        host.Actors.Remembers = false;
        await using var nginx = await Nginx.Start(host.Http2);
        var script = $$"""
            import requests
            line = '{"id":"T-%d","account":"A-%d","at":"2025-03-01T09:30:00Z","amount":"5.00",'
            line += '"currency":"MYR","direction":"debit"}\n'
            def lines():
                for i in range(60000): yield (line % (i, i % 50)).encode()
                yield b'broken\n'
            answer = requests.post('{{nginx.Address}}v1/transactions?answers=errors', data=lines(), timeout=60,
                verify='{{nginx.CertificateFile}}',
                headers={'Authorization': 'Bearer {{host.Ingest}}', 'Content-Type': '{{Wire.Ndjson}}'})
            print(answer.text)
            """;
        var said = Wire.Parse(await ProgramFactAttribute.Run("/usr/bin/python3", "-c", script));
        Assert.Equal((60_001, "json_invalid"), (said[0].Line(), said[0].Code()));
        Assert.Equal(60_000, said[1].GetProperty("scored").GetInt64());
    }

    [ProgramFact(Nginx.Program, "-v")]
    public async Task Upstream_AwayAndBack_IsATypedAnswerMeanwhileAndEachLineOnceAfterwards()
    {
        await using var database = await TestDatabase.Create();
        var folder = Directory.CreateTempSubdirectory("risk-nginx-host-").FullName;
        string[] settings = ["--port", $"{Nginx.FreePort()}", "--http2port", $"{Nginx.FreePort()}"];
        var keyFile = Path.Combine(folder, "kek");
        var host = await HostProcess.Start(database, keyFile, settings);
        await using var nginx = await Nginx.Start(host.Http2);
        using var client = nginx.Client((await host.Tenant("ingest")).Key);
        await using (var upload = await Duplex.Open(client))
        {
            await upload.Say(EndToEnd.Recent.Lines(200));
            Assert.Equal(1, (await upload.Hear())!.Value.Line());
            await host.Kill();
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                while (await upload.Hear() is { } line)
                {
                    Assert.False(line.TryGetProperty("end", out _), "a cut stream was said to have ended");
                }

                throw new IOException("the answers end without the end line");
            });
        }

        await IsTyped(client);
        await host.DisposeAsync();
        host = await HostProcess.Start(database, keyFile, settings);
        var answers = await client.Send(EndToEnd.Recent.Lines(200));
        Assert.Equal(200, answers.SkipLast(1).Count(line => line.TryGetProperty("decision", out _)));
        Assert.Equal(
            200, await database.Ask<long>("select sum(last_sequence - first_sequence + 1)::bigint from risk.journal"));
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [ProgramFact(Nginx.Program, "-v")]
    public async Task Upstream_ThatStopsInGoodOrder_IsHeardToSaySo()
    {
        await using var database = await TestDatabase.Create();
        var keyFile = Path.GetTempFileName();
        File.Delete(keyFile);
        await using var host = await HostProcess.Start(database, keyFile);
        await using var nginx = await Nginx.Start(host.Http2);
        using var client = nginx.Client((await host.Tenant("ingest")).Key);
        await using var upload = await Duplex.Open(client);
        await upload.Say(EndToEnd.Recent.Lines(3));
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(i, (await upload.Hear())!.Value.Line());
        }

        var stopping = host.Stop();
        var end = (await upload.Hear())!.Value;
        Assert.Equal(("shutting_down", 3), (
            end.GetProperty("cause").GetString(), end.GetProperty("last_line").GetInt64()));
        upload.Finish();
        Assert.Equal(0, await stopping);
        File.Delete(keyFile);
    }

    /// <summary>nginx's own answer while nobody is behind it is one of ours, word for word.</summary>
    private static async Task IsTyped(HttpClient client)
    {
        using var response = await client.PostAsync(
            new Uri("/v1/transactions", UriKind.Relative), Wire.Content(Wire.Line(), "application/json"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), response.Content.Headers.ContentType);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var code = ErrorCodes.Find(problem.GetProperty("code").GetString()!)!;
        Assert.Equal((ErrorCodes.OutcomeUnknown, code.Sentence, code.Type), (
            code, problem.GetProperty("message").GetString(), problem.GetProperty("type").GetString()));
        Assert.Equal(1_000, problem.GetProperty("retry_after_ms").GetInt32());
        Assert.NotEmpty(problem.GetProperty("request_id").GetString()!);
    }

    private static async Task Say(SslStream stream, string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        await stream.FlushAsync();
    }

    /// <summary>Reads on until this was heard; no more is kept than the end.</summary>
    private static async Task<string> HearUntil(SslStream stream, string words)
    {
        var heard = "";
        var buffer = new byte[65_536];
        while (!heard.Contains(words, StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            Assert.True(count > 0, $"closed after {heard}");
            heard = heard[Math.Max(0, heard.Length - 1_024)..] + Encoding.UTF8.GetString(buffer, 0, count);
        }

        return heard;
    }
}
