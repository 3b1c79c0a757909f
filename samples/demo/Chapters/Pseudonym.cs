using System.Numerics;
using OrleansRisk.Contract;

namespace OrleansRisk.Samples.Demo;

/// <summary>
/// An account's pseudonym as it stands in the database: the 26 letters of its id are 16 bytes in base32.
/// </summary>
internal static class Pseudonym
{
    public static byte[] Bytes(string letters)
    {
        var value = UInt128.Zero;
        foreach (var letter in letters)
        {
            value = (value << 5) | (uint)"abcdefghijklmnopqrstuvwxyz234567".IndexOf(letter, StringComparison.Ordinal);
        }

        var bytes = new byte[16];
        ((IBinaryInteger<UInt128>)value).WriteBigEndian(bytes);
        return bytes;
    }

    /// <summary>Account and place in it of a decision's id.</summary>
    public static (byte[] Account, long Sequence) OfDecision(string decision) =>
        Ids.TryParseDecision(decision, out var letters, out var sequence, out _)
            ? (Bytes(letters), sequence)
            : throw new ArgumentException("That is no decision's id.", nameof(decision));
}
