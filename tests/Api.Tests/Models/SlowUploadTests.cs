using System.Net;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Models;

public sealed class SlowUploadTests
{
    /// <summary>
    /// One tenant that sends a model byte by byte keeps itself waiting, nobody else, and not for ever.
    /// </summary>
    [Fact]
    public async Task Add_BodyThatDoesNotEnd_HoldsUpNoOtherTenantAndIsCut()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        using var one = host.Client(host.Tenants.Key(Roles.Admin));
        using var two = host.Client(host.Tenants.Key(Roles.Admin, tenant: 2));
        var slow = Upload(one);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Status(one) != HttpStatusCode.TooManyRequests)
        {
            if (slow.IsCompleted)
            {
                (await slow).Dispose(); // one of these questions had the place when it came
                slow = Upload(one);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }

        Assert.Equal(HttpStatusCode.BadRequest, await Status(two));
        time.Advance(TimeSpan.FromMinutes(2));
        using var answer = await slow;
        Assert.Equal(HttpStatusCode.RequestTimeout, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await Status(one));
    }

    private static async Task<HttpResponseMessage> Upload(HttpClient client)
    {
        using var endless = new StreamContent(new EndlessStream());
        endless.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/models", UriKind.Relative))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = endless,
        };
        return await client.SendAsync(request);
    }

    private static async Task<HttpStatusCode> Status(HttpClient client)
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/v1/models", UriKind.Relative), content);
        return answer.StatusCode;
    }

    /// <summary>A blank, and then nothing more until nobody listens.</summary>
    private sealed class EndlessStream : Stream
    {
        private bool _begun;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            _begun = true;
            buffer.Span[0] = (byte)' ';
            return 1;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
