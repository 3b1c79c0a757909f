using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Api.Http;

/// <summary>In which language a caller reads reasons: what <c>Accept-Language</c> prefers of those there are.</summary>
internal static class Languages
{
    private const string English = "en", Malay = "ms", Any = "*";

    /// <summary>Says in the answer which it is: English where nothing else is asked for that is written here.</summary>
    public static ReasonLanguage Choose(HttpContext context)
    {
        var language = Preferred(context.Request);
        context.Response.Headers.ContentLanguage = language == ReasonLanguage.Malay ? Malay : English;
        return language;
    }

    private static ReasonLanguage Preferred(HttpRequest request)
    {
        foreach (var range in Ranges(request))
        {
            if (range.Quality is not 0 && Find(range.Value.Value!) is { } language)
            {
                return language;
            }
        }

        return ReasonLanguage.English;
    }

    private static IEnumerable<StringWithQualityHeaderValue> Ranges(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(range => range.Quality ?? 1);

    private static ReasonLanguage? Find(string tag) => tag.Split('-')[0].ToLowerInvariant() switch
    {
        English or Any => ReasonLanguage.English,
        Malay => ReasonLanguage.Malay,
        _ => null,
    };
}
