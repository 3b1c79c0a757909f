using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Idempotency;

/// <summary>
/// Sees to it that a call with an <c>Idempotency-Key</c> is carried out once. It is written down as begun before it is
/// carried out and with its answer after; one that broke off in between is not carried out again, for nobody knows how
/// far it came. What was refused is forgotten: it did nothing.
/// </summary>
internal sealed class Idempotency(
    RequestDelegate next, IIdempotencyStore store, IdempotencyContent content, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var stated = context.Request.Headers[IdempotentRoute.Header];
        if (stated.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<IdempotentRoute>() is null)
        {
            await next(context);
            return;
        }

        if (stated.Count > 1 || stated[0] is not { Length: > 0 and <= Limits.IdempotencyKeyMax } key
            || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            await ApiError.Write(context, ErrorCodes.IdempotencyKeyInvalid);
            return;
        }

        if (await Bodies.ReadWhole(context.Request, context.RequestAborted) is not { } body)
        {
            await ApiError.Write(context, ErrorCodes.BodyTooLarge);
            return;
        }

        context.Request.Body = new MemoryStream(body.ToArray(), writable: false);
        await Once(context, new IdempotencyName(Call.Of(context).KeyId, key), body);
    }

    private async Task Once(HttpContext context, IdempotencyName name, ReadOnlyMemory<byte> body)
    {
        var now = time.GetUtcNow();
        var hash = await content.Hash(context, body);
        var row = new IdempotencyRow(hash, now.ToUnixTimeMilliseconds(), null, default);
        var floor = (now - Limits.IdempotencyKept).ToUnixTimeMilliseconds();
        if (await store.Begin(name, row, floor, CancellationToken.None) is not { } before)
        {
            await CarryOut(context, name);
        }
        else if (!before.Hash.Span.SequenceEqual(hash))
        {
            await ApiError.Write(context, ErrorCodes.IdempotencyKeyReused);
        }
        else if (before.Status is { } status)
        {
            await Again(context, status, await content.Open(context, name, before.Answer));
        }
        else
        {
            var fresh = row.At - before.At < (long)Limits.IdempotencyUnderWayMax.TotalMilliseconds;
            await ApiError.Write(context, fresh ? ErrorCodes.IdempotencyUnderWay : ErrorCodes.IdempotencyUnknown);
        }
    }

    private async Task CarryOut(HttpContext context, IdempotencyName name)
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        finally
        {
            context.Response.Body = body;
        }

        await Keep(context, name, answer.ToArray());
        await body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    private async ValueTask Keep(HttpContext context, IdempotencyName name, byte[] answer)
    {
        var status = context.Response.StatusCode;
        if (status is >= 200 and < 300)
        {
            var kept = await content.Seal(context, name, answer);
            await store.Answer(name, status, kept, CancellationToken.None);
        }
        else if (status < 500)
        {
            await store.Forget(name, CancellationToken.None);
        }
    }

    private static async Task Again(HttpContext context, int status, byte[] answer)
    {
        context.Response.StatusCode = status;
        context.Response.Headers[IdempotentRoute.AnsweredHeader] = "true";
        context.Response.Headers.CacheControl = "no-store";
        if (answer.Length > 0)
        {
            context.Response.ContentType = MediaTypes.Json;
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        }
    }
}
