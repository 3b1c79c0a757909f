using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Problems;

/// <summary>An error on its way out: the row of the table, and where it applies.</summary>
internal readonly record struct ApiError(
    ErrorCode Code, string? Field = null, TimeSpan? RetryAfter = null, string? Cause = null,
    string? Address = null)
{
    /// <summary>What was sent. Set it only for what can hold nothing personal: settings, names of parameters.</summary>
    public string? Given { get; init; }

    /// <summary>What is taken instead; what the code or the field says where it is null.</summary>
    public string? Allowed { get; init; }

    public static ApiError Of(LineFault fault) =>
        new(fault.Code, fault.Field) { Given = fault.Given, Allowed = fault.Allowed };

    /// <summary>Answers the whole request with it.</summary>
    public static Task Write(HttpContext context, ErrorCode code, string? field = null) =>
        new ApiError(code, field).Write(context);

    /// <summary>Answers the whole request with it where the answer has not begun; otherwise the connection is
    /// cut.</summary>
    public async Task Write(HttpContext context)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        TakeTheRest(context);
        var response = context.Response;
        response.StatusCode = Code.Status;
        response.ContentType = MediaTypes.Problem;
        response.Headers.CacheControl = "no-store";
        if (Wait() is { } milliseconds)
        {
            var seconds = Math.Max(1, (milliseconds + 999) / 1000);
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body =
            JsonSerializer.SerializeToUtf8Bytes(
                ToProblem(RequestIds.Of(context), line: null), ContractJson.Default.Problem);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>
    /// Of a body over the limit, Kestrel reads nothing and closes: a client of HTTP/1.1 that is still sending then sees
    /// a broken pipe and never this answer. So a refused upload is taken and thrown away, for the five seconds that
    /// Kestrel gives it.
    /// </summary>
    private static void TakeTheRest(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Limits.RefusedBodyBytesMax;
        }
    }

    /// <summary>The same as an object inside an answer.</summary>
    public Problem ToProblem(string requestId, long? line) => new()
    {
        Type = Code.Type,
        Code = Code.Code,
        Field = Field,
        Line = line,
        Message = Code.Sentence,
        Given = Given,
        Allowed = Allowed ?? Code.Allowed ?? AllowedValues.Of(Code, Field),
        Next = Code.Next,
        RequestId = requestId,
        RetryAfterMs = Wait(),
        Address = Address,
        Cause = Cause,
    };

    /// <summary>Only errors that a second attempt can mend say how long to wait.</summary>
    private long? Wait() =>
        Code.SendAgain && Code.Status is 429 or 503
            ? (long)(RetryAfter is { } stated && stated > TimeSpan.Zero ? stated : Limits.RetryAfter).TotalMilliseconds
            : null;
}
