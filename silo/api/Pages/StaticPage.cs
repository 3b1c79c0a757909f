using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace OrleansRisk.Api.Pages;

/// <summary>A page or a script as it lies in this assembly; it holds nothing of anybody.</summary>
internal static class StaticPage
{
    public static byte[] Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>The hash of a page's one style, as a policy names it.</summary>
    public static string StyleHash(byte[] page)
    {
        const string Opens = "<style>", Closes = "</style>";
        var html = Encoding.UTF8.GetString(page);
        var from = html.IndexOf(Opens, StringComparison.Ordinal) + Opens.Length;
        var to = html.IndexOf(Closes, from, StringComparison.Ordinal);
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(html[from..to])));
    }

    public static Task Write(HttpContext context, string type, string policy, byte[] content)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        Guard(context.Response.Headers, policy);
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    /// <summary>Headers of every page, under its own policy of what it may load.</summary>
    public static void Guard(IHeaderDictionary headers, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache"; // page and script belong to one build
    }
}
