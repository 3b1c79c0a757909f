using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Ingest;

/// <summary>Decimal text kept in place until the currency is known, which may come after it.</summary>
internal struct AmountText
{
    private const int LengthMax = 40;
    private Letters _letters;
    private int _length;

    public readonly bool Stated => _length > 0;

    [UnscopedRef]
    public readonly ReadOnlySpan<char> Text => ((ReadOnlySpan<char>)_letters)[.._length];

    public ErrorCode? Take(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > LengthMax)
        {
            return ErrorCodes.AmountInvalid;
        }

        text.CopyTo(_letters);
        _length = text.Length;
        return null;
    }

    [InlineArray(LengthMax)]
    private struct Letters
    {
        private char _first;
    }
}
