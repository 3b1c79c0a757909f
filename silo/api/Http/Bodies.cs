using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Http;

internal enum BodyKind
{
    Unsupported,
    Json,
    Ndjson,
}

/// <summary>What a request's body is, and its bytes where it is one JSON text.</summary>
internal static class Bodies
{
    public static BodyKind KindOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            return BodyKind.Unsupported;
        }

        return type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase) ? BodyKind.Json
            : type.MediaType.Equals(MediaTypes.Ndjson, StringComparison.OrdinalIgnoreCase) ? BodyKind.Ndjson
            : BodyKind.Unsupported;
    }

    /// <summary>The error of a body that is not read at all: compressed ones are refused, so none can swell.</summary>
    public static ErrorCode? Refusal(HttpRequest request, bool streams)
    {
        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count > 0 && !(encoding.Count == 1 && encoding[0] is "identity" or ""))
        {
            return ErrorCodes.EncodingUnsupported;
        }

        return KindOf(request) switch
        {
            BodyKind.Unsupported => ErrorCodes.ContentTypeUnsupported,
            BodyKind.Ndjson when !streams => ErrorCodes.ContentTypeUnsupported,
            _ => null,
        };
    }

    /// <summary>Reads the body whole, into memory that the caller gives back; null where it is over the
    /// limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadWhole(
        HttpRequest request, CancellationToken cancel, int most = Limits.BodyBytesMax)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancel);
            var fits = buffer.WrittenCount + result.Buffer.Length <= most;
            if (fits)
            {
                foreach (var piece in result.Buffer)
                {
                    buffer.Write(piece.Span);
                }
            }

            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (!fits)
            {
                return null;
            }

            if (result.IsCompleted)
            {
                return WithoutMark(buffer.WrittenMemory);
            }
        }
    }

    /// <summary>Reads the body whole; where it cannot be used, the problem has been written and null is
    /// returned.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadOrRefuse(
        HttpContext context, int most = Limits.BodyBytesMax)
    {
        if (Refusal(context.Request, streams: false) is { } refusal)
        {
            await ApiError.Write(context, refusal);
            return null;
        }

        var body = await ReadWhole(context.Request, context.RequestAborted, most);
        if (body is not { Length: > 0 })
        {
            await ApiError.Write(context, body is null ? ErrorCodes.BodyTooLarge : ErrorCodes.BodyMissing);
            return null;
        }

        return body;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
