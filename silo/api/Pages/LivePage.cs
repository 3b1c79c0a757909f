using Microsoft.AspNetCore.Http;

namespace OrleansRisk.Api.Pages;

/// <summary>
/// The live page and its script, as they lie in this assembly. They hold nothing of anybody: all that the page shows
/// it asks the interface for, with the key that its reader pastes.
/// </summary>
internal static class LivePage
{
    private static readonly byte[] Html = StaticPage.Resource("live.html");
    private static readonly byte[] Script = StaticPage.Resource("live.js");

    /// <summary>
    /// One script of ours, one style by its hash, and nobody else: no inline script, no frame, no form that goes
    /// anywhere, no connection to another host, no text that becomes markup.
    /// </summary>
    private static readonly string Policy =
        $"default-src 'none'; script-src 'self'; style-src '{StaticPage.StyleHash(Html)}'; "
        + "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    public static Task Page(HttpContext context) =>
        StaticPage.Write(context, "text/html; charset=utf-8", Policy, Html);

    public static Task Code(HttpContext context) =>
        StaticPage.Write(context, "text/javascript; charset=utf-8", Policy, Script);
}
