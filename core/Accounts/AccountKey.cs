namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The pseudonym of an account: 16 bytes, the first the version of the tenant's pseudonym key, the rest an HMAC of the
/// lender's own id. Written as 26 lower-case base32 letters without padding, so that it may stand in URLs and grain
/// keys.
/// </summary>
public readonly record struct AccountKey(UInt128 Value) : IComparable<AccountKey>
{
    public const int TextLength = 26;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public int CompareTo(AccountKey other) => Value.CompareTo(other.Value);

    /// <summary>Big-endian, as it stands in the database.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    public static AccountKey FromBytes(ReadOnlySpan<byte> bytes) =>
        new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public override string ToString() => string.Create(TextLength, Value, static (text, value) =>
    {
        for (var i = TextLength - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    });

    public static bool TryParse(ReadOnlySpan<char> text, out AccountKey key)
    {
        key = default;
        if (text.Length != TextLength)
        {
            return false;
        }

        UInt128 value = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[i] switch
            {
                >= 'a' and <= 'z' => text[i] - 'a',
                >= '2' and <= '7' => text[i] - '2' + 26,
                _ => -1,
            };
            if (digit < 0 || (i == 0 && digit > 7))
            {
                return false; // 26 letters carry 130 bits: the first holds only three
            }

            value = (value << 5) | (uint)digit;
        }

        key = new AccountKey(value);
        return true;
    }
}
