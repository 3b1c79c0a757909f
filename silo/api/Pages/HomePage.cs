using Microsoft.AspNetCore.Http;

namespace OrleansRisk.Api.Pages;

/// <summary>What a person sees who opens the host's address: where to go from there.</summary>
internal static class HomePage
{
    private static readonly byte[] Html = StaticPage.Resource("home.html");

    private static readonly string Policy =
        $"default-src 'none'; style-src '{StaticPage.StyleHash(Html)}'; img-src data:; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    public static Task Page(HttpContext context) =>
        StaticPage.Write(context, "text/html; charset=utf-8", Policy, Html);
}
