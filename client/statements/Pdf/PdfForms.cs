using System.Text;
using System.Text.RegularExpressions;
using OrleansRisk.Statements.Results;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace OrleansRisk.Statements.Pdf;

/// <summary>
/// Counts how often the forms of a PDF would be drawn before a page is. A form may draw others, those others again:
/// a few lines can ask for more drawings than a day has time for, and the library draws them all.
/// </summary>
internal sealed partial class PdfForms
{
    private readonly Dictionary<IndirectReference, List<IndirectReference>> _draws = [];
    private readonly Dictionary<IndirectReference, long> _counts = [];

    /// <summary>Refuses a PDF whose forms draw each other in a circle or beyond the bound.</summary>
    public static void Check(PdfDocument document, BoundedFilters filters)
    {
        var forms = new PdfForms();
        var named = new Dictionary<string, List<IndirectReference>>(StringComparer.Ordinal);
        var streams = new List<(IndirectReference At, StreamToken Stream)>();
        foreach (var at in document.Structure.CrossReferenceTable.ObjectOffsets.Keys.Take(Limits.PdfObjectsMax))
        {
            var token = document.Structure.GetObject(at)?.Data;
            if (token is StreamToken stream && !IsImage(stream))
            {
                streams.Add((at, stream));
            }

            foreach (var (name, form) in Names(document, token is StreamToken own ? own.StreamDictionary : token))
            {
                (named.TryGetValue(name, out var known) ? known : named[name] = []).Add(form);
            }
        }

        foreach (var (at, stream) in streams)
        {
            var own = Names(document, stream.StreamDictionary)
                .ToLookup(static each => each.Name, static each => each.Form);
            forms._draws[at] = [.. Drawn(stream, filters).SelectMany(name => own.Contains(name) ? own[name]
                : named.TryGetValue(name, out var elsewhere) ? elsewhere.Distinct() : [])];
        }

        foreach (var at in forms._draws.Keys)
        {
            forms.Count(at, 0);
        }
    }

    [GeneratedRegex(@"/([^\s/\[\]<>()]+)\s+Do\b", RegexOptions.CultureInvariant)]
    private static partial Regex Draw();

    private long Count(IndirectReference at, int depth)
    {
        if (_counts.TryGetValue(at, out var known))
        {
            return known >= 0 ? known : throw TooMany();
        }

        if (!_draws.TryGetValue(at, out var drawn))
        {
            return 0;
        }

        _counts[at] = -1; // A form that is met again while it is counted draws itself.
        var count = 1L;
        foreach (var form in drawn)
        {
            count += depth < Limits.DepthMax ? Count(form, depth + 1) : throw TooMany();
            if (count > Limits.PdfDrawingsMax)
            {
                throw TooMany();
            }
        }

        return _counts[at] = count;
    }

    private static RefusedException TooMany() => RefusedException.File(
        RefusalCodes.TooLarge, Place.File, "The PDF's forms draw each other without end, or nearly.");

    private static bool IsImage(StreamToken stream) =>
        stream.StreamDictionary.TryGet(NameToken.Subtype, out NameToken kind) && kind == NameToken.Image;

    // Only streams whose words can be read are content; fonts and the like have no such words.
    private static IEnumerable<string> Drawn(StreamToken stream, BoundedFilters filters)
    {
        ReadOnlyMemory<byte> bytes;
        try
        {
            bytes = stream.Decode(filters);
        }
        catch (Exception wrong) when (wrong is not (OutOfMemoryException or PdfBoundException))
        {
            return []; // What cannot be unpacked is not drawn either.
        }

        return bytes.Span.IndexOf("Do"u8) < 0 ? []
            : Draw().Matches(Encoding.Latin1.GetString(bytes.Span)).Select(static match => match.Groups[1].Value);
    }

    // What a dictionary, or the resources in it, call forms and images.
    private static IEnumerable<(string Name, IndirectReference Form)> Names(PdfDocument document, IToken? token)
    {
        if (Resolved(document, token) is not DictionaryToken dictionary)
        {
            return [];
        }

        var resources = dictionary.TryGet(NameToken.Resources, out var inner)
            ? Resolved(document, inner) as DictionaryToken : dictionary;
        return resources is not null && resources.TryGet(NameToken.Xobject, out var objects)
            && Resolved(document, objects) is DictionaryToken names
                ? names.Data.Where(static each => each.Value is IndirectReferenceToken)
                    .Select(static each => (each.Key, ((IndirectReferenceToken)each.Value).Data))
                : [];
    }

    private static IToken? Resolved(PdfDocument document, IToken? token) =>
        token is IndirectReferenceToken reference ? document.Structure.GetObject(reference.Data)?.Data : token;
}
