using Microsoft.AspNetCore.Http;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Problems;

/// <summary>A body that is read within a time, so that who sends slowly does not hold a place for ever.</summary>
internal static class TimedUpload
{
    /// <summary>Handles the request; where its time is over, that is answered.</summary>
    public static async Task Handle(
        HttpContext context, TimeSpan most, TimeProvider time, Func<HttpContext, Task> handle)
    {
        var aborted = context.RequestAborted;
        using var late = new CancellationTokenSource(most, time);
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(aborted, late.Token);
        context.RequestAborted = cut.Token;
        try
        {
            await handle(context);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            context.RequestAborted = aborted;
            await ApiError.Write(context, ErrorCodes.RequestTimeout);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}
