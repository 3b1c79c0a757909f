using System.Diagnostics;
using System.Net;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// A client that costs little, so that the server is what is measured: lines made beforehand, written in bursts over
/// HTTP/2, answers counted by their line ends. Answers come in input order, so the n-th answer belongs to the n-th
/// line.
/// </summary>
internal sealed class StreamClient(Uri url, string key) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { InitialHttp2StreamWindowSize = 16 * 1024 * 1024 })
    {
        BaseAddress = url,
        Timeout = TimeSpan.FromMinutes(30),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>
    /// Sends all lines as fast as they are taken, or at <paramref name="perSecond"/>; the last answer is the end line.
    /// </summary>
    public async Task<StreamResult> Send(
        IReadOnlyList<byte[]> lines, double? perSecond = null, string answers = "all", string mode = "live")
    {
        while (true)
        {
            var sentAt = new long[lines.Count];
            using var request = Request(new LinesContent(lines, sentAt, perSecond), answers, mode);
            var started = Stopwatch.GetTimestamp();
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                // Turned away before a line was read: as told, later.
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), TimeProvider.System);
                continue;
            }

            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException(
                    $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            }

            var latencies = new Quantiles(lines.Count);
            var end = await ReadAnswers(await response.Content.ReadAsStreamAsync(), sentAt, latencies);
            return new StreamResult(Stopwatch.GetElapsedTime(started), latencies, end);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(LinesContent content, string answers, string mode)
    {
        content.Headers.ContentType = new("application/x-ndjson");
        var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/transactions?answers={answers}&mode={mode}")
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Authorization = new("Bearer", key);
        return request;
    }

    private static async Task<string> ReadAnswers(Stream body, long[] sentAt, Quantiles latencies)
    {
        var buffer = new byte[1 << 18];
        var answered = 0;
        var (last, begun) = (new MemoryStream(), new MemoryStream());
        int read;
        while ((read = await body.ReadAsync(buffer)) > 0)
        {
            var now = Stopwatch.GetTimestamp();
            var rest = buffer.AsSpan(0, read);
            int at;
            while ((at = rest.IndexOf((byte)'\n')) >= 0)
            {
                if (answered < sentAt.Length)
                {
                    latencies.Add(Stopwatch.GetElapsedTime(sentAt[answered], now).TotalMilliseconds);
                }

                answered++;
                begun.Write(rest[..at]);
                (last, begun) = (begun, last);
                begun.SetLength(0);
                rest = rest[(at + 1)..];
            }

            begun.Write(rest); // a line may lie across two reads
        }

        return System.Text.Encoding.UTF8.GetString(last.ToArray());
    }

    private sealed class LinesContent(IReadOnlyList<byte[]> lines, long[] sentAt, double? perSecond) : HttpContent
    {
        private const int Burst = 1 << 16;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var buffer = new MemoryStream(Burst * 2);
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < lines.Count;)
            {
                var due = perSecond is null ? lines.Count
                    : Math.Min(lines.Count, (int)(Seconds(started) * perSecond.Value) + 1);
                while (i < due && buffer.Length < Burst)
                {
                    buffer.Write(lines[i]);
                    sentAt[i++] = Stopwatch.GetTimestamp();
                }

                if (buffer.Length > 0)
                {
                    await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
                    await stream.FlushAsync();
                    buffer.SetLength(0);
                }

                if (i < lines.Count && i >= due)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
                }
            }
        }

        private static double Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

/// <param name="End">The end line, as the server wrote it.</param>
internal sealed record StreamResult(TimeSpan Elapsed, Quantiles Latencies, string End);
