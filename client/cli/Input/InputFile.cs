using System.IO.Compression;
using System.IO.Pipelines;

namespace OrleansRisk.Cli.Input;

/// <summary>A file or standard input, unpacked where it begins like gzip; its name is not asked.</summary>
internal sealed class InputFile : IAsyncDisposable
{
    /// <summary>What stands for standard input where a file is named.</summary>
    public const string StandardInput = "-";

    private readonly CountingStream _raw;

    private InputFile(CountingStream raw, Stream content, long? bytes)
    {
        _raw = raw;
        Content = content;
        Bytes = bytes;
    }

    public Stream Content { get; }

    /// <summary>Size as it lies on disk; null of standard input and pipes, which can be read only once.</summary>
    public long? Bytes { get; }

    /// <summary>How much of <see cref="Bytes"/> has been read.</summary>
    public long BytesRead => _raw.Count;

    public static async Task<InputFile> Open(string path, Stream standardInput, CancellationToken cancel)
    {
        var file = path == StandardInput ? standardInput : File.OpenRead(path);
        var raw = new CountingStream(file);
        var reader = PipeReader.Create(raw);
        var start = await reader.ReadAtLeastAsync(2, cancel);
        var packed = start.Buffer.Length >= 2 && IsGzip(start.Buffer.Slice(0, 2));
        reader.AdvanceTo(start.Buffer.Start, start.Buffer.Start);
        Stream content = reader.AsStream();
        content = packed ? new GZipStream(content, CompressionMode.Decompress) : content;
        return new InputFile(raw, content, path == StandardInput || !file.CanSeek ? null : file.Length);
    }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static bool IsGzip(System.Buffers.ReadOnlySequence<byte> start)
    {
        Span<byte> two = stackalloc byte[2];
        System.Buffers.BuffersExtensions.CopyTo(start, two);
        return two is [0x1F, 0x8B];
    }
}
