using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Access;

/// <summary>Gives every request its id, and answers those whose address leads nowhere before anyone is asked for a key.
/// </summary>
internal sealed class Arrivals(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers[RequestIds.Header] = RequestIds.Of(context);
        return context.GetEndpoint() is null ? ApiError.Write(context, ErrorCodes.NotFound) : next(context);
    }
}
