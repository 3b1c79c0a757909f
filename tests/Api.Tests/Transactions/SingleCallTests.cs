using System.IO.Compression;
using System.Net;
using System.Text;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Transactions;

public sealed class SingleCallTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("application/json", 200, null)]
    [InlineData("application/json; charset=utf-8", 200, null)]
    [InlineData("application/json; charset=utf-16", 415, "content_type_unsupported")]
    [InlineData("text/plain", 415, "content_type_unsupported")]
    [InlineData("application/xml", 415, "content_type_unsupported")]
    [InlineData("application/x-www-form-urlencoded", 415, "content_type_unsupported")]
    public async Task Call_WithContentType_IsTakenOrRefused(string type, int status, string? code) =>
        await Check(Wire.Content(Wire.Line(), type), "", status, code);

    [Theory]
    [InlineData("?answers=some", 400, "parameter_invalid")]
    [InlineData("?answers=all&answers=none", 400, "parameter_invalid")]
    [InlineData("?mode=history", 403, "forbidden")]
    [InlineData("?mode=replay", 400, "parameter_invalid")]
    [InlineData("?mode=what_if", 200, null)]
    [InlineData("?deadline_ms=49", 400, "parameter_invalid")]
    [InlineData("?deadline_ms=5001", 400, "parameter_invalid")]
    [InlineData("?deadline_ms=abc", 400, "parameter_invalid")]
    [InlineData("?deadline_ms=5000", 200, null)]
    public async Task Call_WithParameter_IsTakenOrRefused(string query, int status, string? code) =>
        await Check(Wire.Content(Wire.Line(), "application/json"), query, status, code);

    [Fact]
    public async Task Call_WithABodyOverTheLimit_Gets413() =>
        await Check(
            Wire.Content("{\"id\":\"" + new string('x', 70_000) + "\"}", "application/json"), "", 413,
                "body_too_large");

    [Fact]
    public async Task Call_WithoutABody_Gets400() =>
        await Check(Wire.Content("", "application/json"), "", 400, "body_missing");

    [Fact]
    public async Task Call_CompressedEvenToABomb_IsRefusedUnread()
    {
        var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[20_000_000]);
        }

        foreach (var type in new[] { Wire.Ndjson, "application/json" })
        {
            var content = new ByteArrayContent(bomb.ToArray());
            content.Headers.ContentType = new(type);
            content.Headers.ContentEncoding.Add("gzip");
            await Check(content, "", 415, "encoding_unsupported");
        }
    }

    [Fact]
    public async Task Call_WhoseLineIsRefused_GetsAProblemWithTheField()
    {
        using var client = host.Client1();
        using var response = await client.PostAsync(
            new Uri("/v1/transactions", UriKind.Relative),
                Wire.Content(Wire.Line(amount: "55.71"), "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("\"field\":\"amount\"", text, StringComparison.Ordinal);
        Assert.Contains(response.Headers.GetValues("Request-Id").Single(), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_NotRecorded_Gets503JournalUnavailableWithRetryAfter()
    {
        await using var own = await ApiHost.Start();
        own.Actors.OnAssess = (_, _, _) =>
            new(new Failure.Retry(TimeSpan.FromSeconds(3), "the database is away"));
        using var client = own.Client1();
        using var response = await client.PostAsync(
            new Uri("/v1/transactions", UriKind.Relative), Wire.Content(Wire.Line(), "application/json"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter?.Delta);
        Assert.Contains("journal_unavailable", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WhoseDeadlinePasses_IsToldSoAndIsNoAcknowledgement()
    {
        var time = new ManualTime();
        await using var own = await ApiHost.Start(time);
        var release = new TaskCompletionSource();
        own.Actors.OnAssess = async (_, _, batch) =>
        {
            await release.Task;
            return own.Actors.Decided(batch);
        };
        using var client = own.Client1();
        var call = client.PostAsync(
            new Uri("/v1/transactions?deadline_ms=50", UriKind.Relative),
                Wire.Content(Wire.Line(), "application/json"));
        while (!call.IsCompleted)
        {
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
            time.Advance(TimeSpan.FromMilliseconds(51));
        }

        using var response = await call;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("deadline_passed", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        release.SetResult();
    }

    [Theory]
    [InlineData("GET", "/v1/transactions", 405, "method_not_allowed")]
    [InlineData("DELETE", "/v1/labels", 405, "method_not_allowed")]
    [InlineData("GET", "/nowhere", 404, "not_found")]
    public async Task Request_ThatNobodyTakes_GetsAProblem(string method, string path, int status, string code)
    {
        using var client = host.Client1();
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains($"\"{code}\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task Check(HttpContent content, string query, int status, string? code)
    {
        using var client = host.Client1();
        using var response = await client.PostAsync(new Uri("/v1/transactions" + query, UriKind.Relative), content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        if (code is not null)
        {
            Assert.Contains($"\"code\":\"{code}\"", text, StringComparison.Ordinal);
        }
    }
}
