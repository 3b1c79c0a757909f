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

    /// <summary>Boundaries and heads of a form, beside the files.</summary>
    private const int FormBytesMax = 1 << 16;

    /// <summary>The files; null where a problem has been written.</summary>
    public static async ValueTask<IReadOnlyList<LoadFile>?> Read(HttpContext context)
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

        var (files, error) = Boundary(context.Request) is { } boundary
            ? await Form(context, boundary) : await Body(context);
        error ??= files.Count == 0 || files.All(static file => file.Content.IsEmpty) ? ErrorCodes.BodyMissing : null;
        if (error is not null)
        {
            await ApiError.Write(context, error);
            return null;
        }

        return files;
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(MediaTypes.Form, StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= BoundaryLettersMax } boundary
                ? boundary.ToString() : null;

    private static async ValueTask<(List<LoadFile> Files, ErrorCode? Error)> Body(HttpContext context)
    {
        var (content, fits) = await Whole(
            context.Request.Body, OrleansRisk.Loads.Limits.BytesMax, context.RequestAborted);
        return fits ? ([new LoadFile(Unnamed, content)], null) : ([], ErrorCodes.BodyTooLarge);
    }

    private static async ValueTask<(List<LoadFile> Files, ErrorCode? Error)> Form(HttpContext context, string boundary)
    {
        var files = new List<LoadFile>();
        var left = OrleansRisk.Loads.Limits.BytesMax;
        try
        {
            var form = new MultipartReader(boundary, context.Request.Body);
            while (await form.ReadNextSectionAsync(context.RequestAborted) is { } section)
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

                var (content, fits) = await Whole(section.Body, left, context.RequestAborted);
                if (!fits)
                {
                    return ([], ErrorCodes.BodyTooLarge);
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

    private static async ValueTask<(ReadOnlyMemory<byte> Content, bool Fits)> Whole(
        Stream body, int most, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var piece = new byte[81_920];
        int count;
        while ((count = await body.ReadAsync(piece, cancel)) > 0)
        {
            if (content.Length + count > most)
            {
                return (default, false);
            }

            content.Write(piece, 0, count);
        }

        return (content.GetBuffer().AsMemory(0, (int)content.Length), true);
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
