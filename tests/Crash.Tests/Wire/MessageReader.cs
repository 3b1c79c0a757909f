using System.Buffers.Binary;

namespace OrleansRisk.Crash.Tests.Wire;

/// <summary>Takes PostgreSQL's messages off a stream, one at a time: a letter, four bytes of length, a body.</summary>
public sealed class MessageReader(Stream stream)
{
    private byte[] _buffer = new byte[64 * 1024];

    /// <summary>The message as it came; empty at the end of the stream. Valid until the next read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> Next() => await Read(headerSize: 5);

    /// <summary>A message of the beginning of a connection, which has no letter.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> First() => await Read(headerSize: 4);

    private async ValueTask<ReadOnlyMemory<byte>> Read(int headerSize)
    {
        var header = _buffer.AsMemory(0, headerSize);
        if (await stream.ReadAtLeastAsync(header, headerSize, throwOnEndOfStream: false) < headerSize)
        {
            return default;
        }

        // The length counts itself, not the letter.
        var size = headerSize - 4 + BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(headerSize - 4));
        if (size > _buffer.Length)
        {
            Array.Resize(ref _buffer, size * 2);
        }

        await stream.ReadExactlyAsync(_buffer.AsMemory(headerSize, size - headerSize));
        return _buffer.AsMemory(0, size);
    }
}
