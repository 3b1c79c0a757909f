using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Parameters;

/// <summary>
/// Checks the parameters of every address before its endpoint runs. A name that the endpoint does not state is refused:
/// a misspelt filter must not pass for one that matched everything.
/// </summary>
internal sealed class ParameterCheck(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && Fault(context.Request, endpoint.Metadata.GetOrderedMetadata<QueryParameter>()) is { } fault)
        {
            await fault.Write(context);
            return;
        }

        await next(context);
    }

    private static ApiError? Fault(HttpRequest request, IReadOnlyList<QueryParameter> known)
    {
        if (!request.QueryString.HasValue && known.Count == 0)
        {
            return null;
        }

        foreach (var (name, values) in request.Query)
        {
            if (known.FirstOrDefault(each => each.Name == name) is not { } parameter)
            {
                return Unknown(name, known);
            }

            if (values is not [{ } text] || !parameter.Takes(text))
            {
                return parameter.Refusal(request);
            }
        }

        return known.FirstOrDefault(each => each.Required && !request.Query.ContainsKey(each.Name)) is { } missing
            ? new ApiError(ErrorCodes.ParameterMissing, missing.Name) { Allowed = missing.Allowed }
            : null;
    }

    private static ApiError Unknown(string name, IReadOnlyList<QueryParameter> known) => new(
        ErrorCodes.ParameterUnknown,
        UnknownFields.IsName(name) ? name : null)
    {
        Allowed = known.Count == 0 ? "none" : string.Join(", ", known.Select(static each => each.Name)),
    };
}
