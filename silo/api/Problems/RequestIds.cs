using Microsoft.AspNetCore.Http;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Problems;

/// <summary>The id under which a request is logged and which its errors quote; ours, never the sender's.</summary>
internal static class RequestIds
{
    public const string Header = "Request-Id";

    public static string Of(HttpContext context) => Ids.RequestPrefix + context.TraceIdentifier.Replace(':', '-');
}
