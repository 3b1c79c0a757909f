using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>One upload over HTTP/2 that a test writes and reads by turns.</summary>
internal sealed class Duplex : IAsyncDisposable
{
    private readonly TaskCompletionSource<Stream> _body = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<HttpResponseMessage> _response = null!;
    private StreamReader? _answers;
    private Stream _upload = null!;

    public static async Task<Duplex> Open(HttpClient client, string query = "")
    {
        var duplex = new Duplex();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/transactions" + query, UriKind.Relative))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Uploading(duplex),
        };
        duplex._response = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        duplex._upload = await duplex._body.Task;
        return duplex;
    }

    public async Task Say(string text)
    {
        await _upload.WriteAsync(Encoding.UTF8.GetBytes(text));
        await _upload.FlushAsync();
    }

    public async Task<JsonElement?> Hear()
    {
        // Only now: a proxy may pass nothing on before the first line is there.
        _answers ??= new StreamReader(await (await _response).Content.ReadAsStreamAsync());
        var line = await _answers.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return line is null ? null : JsonDocument.Parse(line).RootElement;
    }

    public void Finish() => _finished.TrySetResult();

    public ValueTask DisposeAsync()
    {
        Finish();
        _ = _response.ContinueWith(
            static response => response.Result.Dispose(), CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        return default;
    }

    private sealed class Uploading : HttpContent
    {
        private readonly Duplex _duplex;

        public Uploading(Duplex duplex)
        {
            _duplex = duplex;
            Headers.ContentType = new MediaTypeHeaderValue(Wire.Ndjson);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.FlushAsync(); // sends the headers
            _duplex._body.TrySetResult(stream);
            await _duplex._finished.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
