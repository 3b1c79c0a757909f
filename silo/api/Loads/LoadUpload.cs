using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Loads.Files;

namespace OrleansRisk.Api.Loads;

/// <summary>The files of a request: those of a form, or the body itself. All of them together are bounded.</summary>
internal static class LoadUpload
{
    private const int BoundaryLettersMax = 128;
    private const string Unnamed = "file";

    /// <summary>A file arrives in pieces of so many bytes.</summary>
    private const int PieceBytes = 64 << 10;

    /// <summary>Boundaries and heads of a form, beside the files.</summary>
    private const int FormBytesMax = 1 << 16;

    /// <summary>The files; null where a problem has been written.</summary>
    public static async ValueTask<IReadOnlyList<LoadFile>?> Read(HttpContext context, UploadPace pace)
    {
        if (context.Request.Headers.ContentEncoding.Count > 0)
        {
            await ApiError.Write(context, ErrorCodes.EncodingUnsupported);
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = OrleansRisk.Loads.Limits.BytesMax + FormBytesMax;
        }

        var (files, error) = await Files(context, pace);
        error ??= files.Count == 0 || files.All(static file => file.Content.IsEmpty) ? ErrorCodes.BodyMissing : null;
        if (error is not null)
        {
            await ApiError.Write(context, error);
            return null;
        }

        return files;
    }

    private static async ValueTask<(List<LoadFile> Files, ErrorCode? Error)> Files(HttpContext context, UploadPace pace)
    {
        try
        {
            return !IsForm(context.Request, out var boundary) ? await Body(context, pace)
                : boundary is not null ? await Form(context, boundary, pace)
                : ([], ErrorCodes.RequestInvalid); // a form without its boundary is no file
        }
        catch (OperationCanceledException) when (pace.IsTooSlow && !context.RequestAborted.IsCancellationRequested)
        {
            return ([], ErrorCodes.RequestTimeout);
        }
    }

    private static bool IsForm(HttpRequest request, out string? boundary)
    {
        boundary = null;
        var isForm = request.ContentType?.TrimStart().StartsWith(MediaTypes.Form, StringComparison.OrdinalIgnoreCase)
            == true;
        if (isForm && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= BoundaryLettersMax } stated)
        {
            boundary = stated.ToString();
        }

        return isForm;
    }

    private static async ValueTask<(List<LoadFile> Files, ErrorCode? Error)> Body(HttpContext context, UploadPace pace)
    {
        var (content, error) = await Whole(context.Request.Body, OrleansRisk.Loads.Limits.BytesMax, pace);
        return error is null ? ([new LoadFile(Unnamed, content)], null) : ([], error);
    }

    private static async ValueTask<(List<LoadFile> Files, ErrorCode? Error)> Form(
        HttpContext context, string boundary, UploadPace pace)
    {
        var files = new List<LoadFile>();
        var left = OrleansRisk.Loads.Limits.BytesMax;
        try
        {
            var form = new MultipartReader(boundary, context.Request.Body);
            while (await form.ReadNextSectionAsync(pace.Token) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var place)
                    || !place.IsFileDisposition())
                {
                    return ([], ErrorCodes.FieldUnknown); // what is to be known of the files stands in the address
                }

                if (files.Count == OrleansRisk.Loads.Limits.FilesMax)
                {
                    return ([], ErrorCodes.TooManyFiles);
                }

                var (content, error) = await Whole(section.Body, left, pace);
                if (error is not null)
                {
                    return ([], error);
                }

                left -= content.Length;
                var name = place.FileNameStar.HasValue ? place.FileNameStar : place.FileName;
                files.Add(new LoadFile(Cut(HeaderUtilities.RemoveQuotes(name).ToString()), content));
            }

            return (files, null);
        }
        catch (Exception broken) when (broken is InvalidDataException
            || (broken is IOException and not BadHttpRequestException
                && !context.RequestAborted.IsCancellationRequested))
        {
            return ([], ErrorCodes.RequestInvalid);
        }
    }

    private static async ValueTask<(ReadOnlyMemory<byte> Content, ErrorCode? Error)> Whole(
        Stream body, int most, UploadPace pace)
    {
        // One buffer that grows would leave twice the file behind, in a heap that is seldom collected.
        var (pieces, piece, used, whole) = (new List<byte[]>(), Array.Empty<byte>(), 0, 0);
        while (true)
        {
            if (used == piece.Length)
            {
                pieces.Add(piece = new byte[PieceBytes]);
                used = 0;
            }

            var count = await body.ReadAsync(piece.AsMemory(used), pace.Token);
            if (count == 0)
            {
                return (Joined(pieces, whole), null);
            }

            (used, whole) = (used + count, whole + count);
            if (whole > most)
            {
                return (default, ErrorCodes.BodyTooLarge);
            }

            if (!pace.Arrived(count))
            {
                return (default, ErrorCodes.Overloaded);
            }
        }
    }

    private static byte[] Joined(List<byte[]> pieces, int length)
    {
        var joined = GC.AllocateUninitializedArray<byte>(length);
        for (var at = 0; at < length; at += PieceBytes)
        {
            pieces[at / PieceBytes].AsSpan(0, Math.Min(PieceBytes, length - at)).CopyTo(joined.AsSpan(at));
        }

        return joined;
    }

    // A name is shown to people: its folders are nobody's business, and no control character passes.
    private static string Cut(string name)
    {
        var last = name.AsSpan(name.LastIndexOfAny(['/', '\\']) + 1);
        var shown = string.Concat(last.ToString().Where(static letter => !char.IsControl(letter)));
        return shown.Length == 0 ? Unnamed
            : shown.Length > OrleansRisk.Loads.Limits.NameLettersMax
                ? shown[..OrleansRisk.Loads.Limits.NameLettersMax] : shown;
    }
}
