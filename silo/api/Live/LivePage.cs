using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace OrleansRisk.Api.Live;

/// <summary>
/// The live page and its script, as they lie in this assembly. They hold nothing of anybody: all that the page shows
/// it asks the interface for, with the key that its reader pastes.
/// </summary>
internal static class LivePage
{
    private static readonly byte[] Html = Resource("live.html"), Script = Resource("live.js");

    /// <summary>
    /// One script of ours, one style by its hash, and nobody else: no inline script, no frame, no form that goes
    /// anywhere, no connection to another host, no text that becomes markup.
    /// </summary>
    private static readonly string Policy =
        $"default-src 'none'; script-src 'self'; style-src '{StyleHash()}'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    public static Task Page(HttpContext context) => Write(context, "text/html; charset=utf-8", Html);

    public static Task Code(HttpContext context) => Write(context, "text/javascript; charset=utf-8", Script);

    private static Task Write(HttpContext context, string type, byte[] content)
    {
        var (response, headers) = (context.Response, context.Response.Headers);
        response.ContentType = type;
        response.ContentLength = content.Length;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache"; // page and script belong to one build
        return response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static string StyleHash()
    {
        const string Opens = "<style>", Closes = "</style>";
        var html = Encoding.UTF8.GetString(Html);
        var from = html.IndexOf(Opens, StringComparison.Ordinal) + Opens.Length;
        var to = html.IndexOf(Closes, from, StringComparison.Ordinal);
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html[from..to])));
    }

    private static byte[] Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
