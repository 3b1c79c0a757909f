using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace OrleansRisk.Statements.Pdf;

/// <summary>
/// The filters of a PDF's streams, with a bound on what they may unpack. Every use of a stream passes here, so a form
/// that draws itself a million times ends here too.
/// </summary>
internal sealed class BoundedFilters : IFilterProvider
{
    private long _bytes;
    private int _streams;

    /// <summary>Whether the bound was met: what was read until then is not the whole file.</summary>
    public bool IsExceeded { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary)
    {
        if (IsExceeded || ++_streams > Limits.PdfStreamsMax)
        {
            throw Exceeded();
        }

        return [.. DefaultFilterProvider.Instance.GetFilters(dictionary).Select(Bounded)];
    }

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) =>
        [.. DefaultFilterProvider.Instance.GetNamedFilters(names).Select(Bounded)];

    public IReadOnlyList<IFilter> GetAllFilters() => DefaultFilterProvider.Instance.GetAllFilters();

    private BoundedFilter Bounded(IFilter filter) => new(this, filter);

    private PdfBoundException Exceeded()
    {
        IsExceeded = true;
        return new PdfBoundException();
    }

    private void Count(long bytes)
    {
        _bytes += bytes;
        if (_bytes > Limits.PdfUnpackedMax)
        {
            throw Exceeded();
        }
    }

    private sealed class BoundedFilter(BoundedFilters bounds, IFilter inner) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(
            Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (inner is FlateFilter)
            {
                Measure(input);
            }
            else if (inner is LzwFilter or RunLengthFilter)
            {
                // These do not tell their length beforehand; they grow a thousandfold at the most.
                bounds.Count(1_000L * input.Length);
            }

            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            bounds.Count(output.Length);
            return output;
        }

        // Unpacked once into nothing, so that a bomb is known before it takes memory.
        private void Measure(ReadOnlyMemory<byte> input)
        {
            if (input.Length < 3)
            {
                return;
            }

            var chunk = new byte[16_384];
            long length = 0;
            try
            {
                using var bytes = new MemoryStream(input.ToArray(), 2, input.Length - 2, writable: false);
                using var inflated = new DeflateStream(bytes, CompressionMode.Decompress);
                int count;
                while ((count = inflated.Read(chunk, 0, chunk.Length)) > 0)
                {
                    length += count;
                    if (length > Limits.PdfStreamMax)
                    {
                        throw bounds.Exceeded();
                    }
                }
            }
            catch (InvalidDataException)
            {
                // Broken from here on, which the filter itself tolerates or not.
            }
        }
    }
}

/// <summary>A PDF unpacks to more than is read.</summary>
internal sealed class PdfBoundException : Exception;
