using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Problems;

/// <summary>Turns every exception of a request into a problem, once, at the outermost layer.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && Bare(context.Response) is { } code)
            {
                await ApiError.Write(context, code);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the client has gone: there is nobody to answer
        }
        catch (Exception failure)
        {
            var error = Of(failure);
            if (error.Code == ErrorCodes.Failure)
            {
                LogFailure(log, RequestIds.Of(context), failure);
            }
            else
            {
                LogRefused(log, RequestIds.Of(context), error.Code.Code, failure.GetType().Name);
            }

            await error.Write(context);
        }
    }

    /// <summary>What an exception means to the caller.</summary>
    public static ApiError Of(Exception failure) => failure switch
    {
        _ when IsDatabaseTrouble(failure) => new ApiError(ErrorCodes.JournalUnavailable),
        KeyUnavailableException key => Outcomes.Unavailable(key.Cause),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new ApiError(ErrorCodes.BodyTooLarge),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new ApiError(ErrorCodes.RequestTimeout),
        BadHttpRequestException => new ApiError(ErrorCodes.RequestInvalid),
        IOException => new ApiError(ErrorCodes.BodyCut),
        _ => new ApiError(ErrorCodes.Failure),
    };

    /// <summary>The database does not answer; nothing is known to be wrong with the request.</summary>
    public static bool IsDatabaseTrouble(Exception failure) =>
        failure is JournalUnavailableException or DbException or TimeoutException;

    /// <summary>Statuses that routing sets without a body.</summary>
    private static ErrorCode? Bare(HttpResponse response) => response.StatusCode switch
    {
        _ when response.ContentLength > 0 || response.ContentType is not null => null,
        StatusCodes.Status404NotFound => ErrorCodes.NotFound,
        StatusCodes.Status405MethodNotAllowed => ErrorCodes.MethodNotAllowed,
        StatusCodes.Status415UnsupportedMediaType => ErrorCodes.ContentTypeUnsupported,
        StatusCodes.Status400BadRequest => ErrorCodes.RequestInvalid,
        _ => null,
    };
}
