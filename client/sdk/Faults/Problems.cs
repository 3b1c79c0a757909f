using System.Net;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Client;

/// <summary>Turns answers that are errors into <see cref="RiskException"/>.</summary>
internal static class Problems
{
    /// <summary>Sending the same again can help.</summary>
    public static bool SendAgain(Problem problem) =>
        ErrorCodes.Find(problem.Code)?.SendAgain ?? problem.RetryAfterMs is not null;

    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public static TimeSpan? Wait(Problem? problem) =>
        problem?.RetryAfterMs is { } ms and >= 0 ? TimeSpan.FromMilliseconds(Math.Min(ms, int.MaxValue)) : null;

    /// <summary>A fallback as the error that it stands for.</summary>
    public static Problem Late(FallbackBody fallback) => new()
    {
        Type = ErrorCodes.DeadlinePassed.Type,
        Code = ErrorCodes.DeadlinePassed.Code,
        Message = ErrorCodes.DeadlinePassed.Sentence,
        RequestId = "",
        Cause = fallback.Degraded.Cause,
    };

    /// <summary>Whether trying the whole request again can help.</summary>
    public static bool TryAgain(RiskException failure) => SendAgain(failure.Problem) || failure.Status is null;

    public static async Task<RiskException> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        return new RiskException(Parse(body) ?? Foreign(response), response.StatusCode);
    }

    public static RiskException Unreachable(Exception inner) => new(
        new Problem
        {
            Type = "urn:orleansrisk:error:" + RiskException.Unreachable,
            Code = RiskException.Unreachable,
            Message = WantsOlderHttp(inner)
                ? "This port speaks HTTP/1.1 only; the client needs the server's HTTP/2 port."
                : $"No answer: {inner.GetBaseException().Message}",
            RequestId = "",
        },
        status: null,
        inner);

    private static bool WantsOlderHttp(Exception failure)
    {
        const long http11Required = 0xD; // RFC 9113, 7
        for (var inner = failure; inner is not null; inner = inner.InnerException!)
        {
            if (inner is HttpProtocolException { ErrorCode: http11Required })
            {
                return true;
            }
        }

        return false;
    }

    private static Problem? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ContractJson.Default.Problem);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Not ours: a proxy in front, or another server altogether.</summary>
    private static Problem Foreign(HttpResponseMessage response)
    {
        var again = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
        var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
        return new Problem
        {
            Type = "about:blank",
            Code = $"http_{(int)response.StatusCode}",
            Message = $"The answer was {(int)response.StatusCode} and no problem of this interface.",
            RequestId = "",
            RetryAfterMs = again ? (long)wait.TotalMilliseconds : null,
        };
    }
}
