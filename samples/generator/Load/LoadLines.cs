using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace OrleansRisk.Samples.Generator.Load;

/// <summary>Writes load as NDJSON, straight into bytes: a benchmark should not wait for its generator.</summary>
internal sealed class LoadLines(Stream to) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 17);
    private readonly Dictionary<string, byte[]> _names = new(StringComparer.Ordinal);

    public void Write(in LoadItem item)
    {
        Text("{\"id\":\"t"u8);
        Number(item.Number, 'D', 10);
        Text("\",\"account\":\"a"u8);
        Number(item.Account + 1, 'D', 8);
        Text("\",\"at\":\""u8);
        Time(item.At);
        Text("\",\"amount\":\""u8);
        Number(item.Purchase.Cents / 100, 'D', 0);
        Text("."u8);
        Number(item.Purchase.Cents % 100, 'D', 2);
        Text("\",\"currency\":\"USD\",\"direction\":\"debit\",\"counterparty\":\""u8);
        Text(Escaped(item.Purchase.Merchant));
        Text("\",\"category\":\""u8);
        Text(Escaped(item.Purchase.Category));
        Text("\",\"channel\":\"card\"}\n"u8);
        if (_buffer.WrittenCount > 100_000)
        {
            Flush();
        }
    }

    public void Dispose() => Flush();

    private void Flush()
    {
        to.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private void Text(ReadOnlySpan<byte> utf8) => _buffer.Write(utf8);

    private void Number(long value, char format, byte digits)
    {
        Utf8Formatter.TryFormat(value, _buffer.GetSpan(24), out var written, new StandardFormat(format, digits));
        _buffer.Advance(written);
    }

    private void Time(DateTimeOffset at)
    {
        at.TryFormat(_buffer.GetSpan(32), out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            System.Globalization.CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }

    private byte[] Escaped(string name)
    {
        if (!_names.TryGetValue(name, out var utf8))
        {
            _names.Add(name, utf8 = Encoding.UTF8.GetBytes(System.Text.Json.JsonEncodedText.Encode(name).ToString()));
        }

        return utf8;
    }
}
