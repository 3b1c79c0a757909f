using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Contract;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Http;

/// <summary>Whole answers as JSON. None may be kept by anything between us and the caller.</summary>
internal static class Json
{
    public static async Task Write(HttpContext context, Action<Utf8JsonWriter> write)
    {
        Begin(context, StatusCodes.Status200OK);
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, JsonShape.Options);
        write(json);
    }

    public static async Task Write<T>(
        HttpContext context, T body, JsonTypeInfo<T> shape, int status = StatusCodes.Status200OK)
    {
        Begin(context, status);
        await JsonSerializer.SerializeAsync(context.Response.BodyWriter, body, shape, context.RequestAborted);
    }

    private static void Begin(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
    }
}
