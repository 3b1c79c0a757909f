using System.Net.Sockets;
using System.Text;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Clients;

/// <summary>
/// Clients that read late, slowly, or never, or hang up in the middle: bounded memory, and nobody hangs.
/// </summary>
public sealed class DifficultClientTests
{
    private const string Chunked = "Transfer-Encoding: chunked";

    [Fact]
    public async Task Client_ThatReadsOnlyAfterSending_GetsItsErrorsAndTheEnd()
    {
        await using var host = await ApiHost.Start();
        host.Actors.Remembers = false;
        var lines = Wire.Lines(60_000) + "broken\n";
        using var socket =
            await host.Post(
                $"Content-Length: {Encoding.UTF8.GetByteCount(lines)}\r\nConnection: close", "?answers=errors");
        await socket.Say(lines);
        var answer = await socket.Hear();
        Assert.Contains("\"line\":60001", answer, StringComparison.Ordinal);
        Assert.Contains("{\"end\":true,\"received\":60001,\"scored\":60000", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task Client_ThatClosesItsSendingSide_StillGetsEveryAnswer(int count)
    {
        await using var host = await ApiHost.Start();
        var lines = Wire.Lines(count);
        for (var i = 0; i < 20; i++)
        {
            var length = Encoding.UTF8.GetByteCount(lines);
            using var socket = await host.Post($"Content-Length: {length}\r\nConnection: close");
            await socket.Say(lines);
            socket.Shutdown(SocketShutdown.Send);
            var answer = await socket.Hear();
            Assert.Contains($"\"line\":{count},", answer, StringComparison.Ordinal);
            Assert.Contains($"{{\"end\":true,\"received\":{count}", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Client_ThatHangsUpInTheMiddle_LeavesNothingBehindAndIsNeverToldTheEnd()
    {
        await using var host = await ApiHost.Start();
        var lines = Wire.Lines(200);
        using (var socket = await host.Post($"Content-Length: {Encoding.UTF8.GetByteCount(lines) * 2}"))
        {
            await socket.Say(lines);
            await Wire.Until(() => host.Actors.Asked.Sum(asked => asked.Batch.Items.Count) == 200);
        }

        await Wire.Until(() => host.AdmissionControl.Streams == 0 && host.AdmissionControl.UnansweredLines == 0);
        Assert.Equal(200, host.Actors.Asked.Sum(asked => asked.Batch.Items.Count));
    }

    [Fact]
    public async Task Client_WhoseUploadBreaksOffInALine_DoesNotHaveThatLineTaken()
    {
        await using var host = await ApiHost.Start();
        using var socket = await host.Post(Chunked + "\r\nConnection: close");
        await socket.Say(Wire.Chunk(Wire.Line("whole") + "\n" + Wire.Line("cut")[..40]));
        await Wire.Until(() => host.Actors.Batches == 1);
        socket.Shutdown(SocketShutdown.Send);
        var heard = await socket.Hear();
        await Wire.Until(() => host.AdmissionControl.Streams == 0);

        Assert.Equal(["whole"], host.Actors.Asked.SelectMany(asked => asked.Batch.Items).Select(item => item.Id));
        Assert.DoesNotContain("\"line\":2", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_ThatNeverReads_IsCutOffAfterThirtySecondsAndHoldsNoMoreThanItsWindow()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        host.Actors.Remembers = false;
        using var socket = await host.Post(Chunked, receiveBytes: 4_096);
        var chunk = Wire.Chunk(Wire.Lines(100));
        var sending = Task.Run(async () =>
        {
            while (true)
            {
                await socket.Say(chunk);
            }
        });

        var most = 0;
        for (var i = 0; i < 400 && !sending.IsCompleted; i++)
        {
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
            most = Math.Max(most, host.AdmissionControl.UnansweredLines);
            time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.True(sending.IsFaulted, "the connection was not cut");
        Assert.IsType<SocketException>(sending.Exception!.InnerException);
        Assert.InRange(most, 1, Limits.WindowLines);
        await Wire.Until(() => host.AdmissionControl.Streams == 0 && host.AdmissionControl.UnansweredLines == 0);
    }

    [Fact]
    public async Task Client_ThatReadsSlowly_StopsTheReadingAndLosesNothing()
    {
        await using var host = await ApiHost.Start();
        host.Actors.Remembers = false;
        using var socket = await host.Post(Chunked + "\r\nConnection: close", receiveBytes: 4_096);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                await socket.Say(Wire.Chunk(Wire.Lines(100, from: i * 100)));
            }

            await socket.Say("0\r\n\r\n");
        });
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System));
        Assert.InRange(host.AdmissionControl.UnansweredLines, 0, Limits.WindowLines);
        var heard = await socket.Hear();
        await sending;
        Assert.Contains("{\"end\":true,\"received\":20000,\"scored\":20000", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_ThatWaitsToBeToldToContinue_IsTold()
    {
        await using var host = await ApiHost.Start();
        var line = Wire.Line() + "\n";
        using var socket =
            await host.Post($"Content-Length: {line.Length}\r\nExpect: 100-continue\r\nConnection: close");
        var buffer = new byte[1_024];
        var count = await socket.ReceiveAsync(buffer);
        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(buffer, 0, count), StringComparison.Ordinal);
        await socket.Say(line);
        Assert.Contains("{\"end\":true,\"received\":1", await socket.Hear(), StringComparison.Ordinal);
    }

    [ProgramFact("/usr/bin/python3", "-c", "import requests")]
    public async Task Python_RequestsWithAGenerator_SendsMuchAndReadsTheEnd()
    {
        await using var host = await ApiHost.Start();
        host.Actors.Remembers = false;
        var script = $$"""
            import requests
            line = '{"id":"T-%d","account":"A-%d","at":"2025-03-01T09:30:00Z","amount":"5.00",'
            line += '"currency":"MYR","direction":"debit"}\n'
            lines = ((line % (i, i % 50)).encode() for i in range(60000))
            answer = requests.post('{{host.Http1}}v1/transactions?answers=errors', data=lines, timeout=60,
                headers={'Authorization': 'Bearer {{host.Ingest}}', 'Content-Type': '{{Wire.Ndjson}}'})
            print(answer.text)
            """;
        var said = await ProgramFactAttribute.Run("/usr/bin/python3", "-c", script);
        Assert.Contains("{\"end\":true,\"received\":60000,\"scored\":60000", said, StringComparison.Ordinal);
    }

    [ProgramFact("curl", "--version")]
    public async Task Curl_WithAFileOverEitherProtocol_PrintsEveryAnswer()
    {
        await using var host = await ApiHost.Start();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Wire.Lines(1_000));
        try
        {
            foreach (var (
                address, option) in new[] { (host.Http1, "--http1.1"), (host.Http2, "--http2-prior-knowledge") })
            {
                var said = await ProgramFactAttribute.Run(
                    "curl", "-sS", "--max-time", "60", option, "--data-binary", "@" + file, "-H",
                        $"Authorization: Bearer {host.Ingest}",
                    "-H", $"Content-Type: {Wire.Ndjson}", $"{address}v1/transactions");
                Assert.Equal(1_001, Wire.Parse(said).Count);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
