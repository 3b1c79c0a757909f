using System.Runtime.InteropServices;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// A name without what changes from one payment to the next: case, marks, dates, references, terminals and the form of
/// the company. <c>ACME MFG PAYROLL 251130 REF1583</c> and <c>Acme Mfg. Payroll</c> are one payer. From scoring version
/// 4.
/// </summary>
internal static class PartyName
{
    private const int LettersRead = 48;

    /// <summary>A hash of the reduced name, or of the description where no name is stated; 0 for none.</summary>
    public static ulong Key(Transaction transaction)
    {
        Span<char> reduced = stackalloc char[LettersRead];
        var length = transaction.Counterparty is { } name
            ? Reduce(name, reduced, months: false)
            : Reduce(transaction.Description, reduced, months: true);
        return length == 0 ? 0 : StateHash.Of(MemoryMarshal.AsBytes(reduced[..length])) | 1;
    }

    /// <summary>The same of a name alone.</summary>
    public static ulong Key(string? name)
    {
        Span<char> reduced = stackalloc char[LettersRead];
        var length = Reduce(name, reduced, months: false);
        return length == 0 ? 0 : StateHash.Of(MemoryMarshal.AsBytes(reduced[..length])) | 1;
    }

    /// <summary>Writes the words that stay, a blank behind each; says how many letters.</summary>
    /// <param name="months">
    /// Months and single letters go too: people are called May, Jun and A/L, so not from a name.
    /// </param>
    public static int Reduce(string? text, Span<char> reduced, bool months)
    {
        var (length, begun, digits) = (0, 0, false);
        foreach (var each in text.AsSpan())
        {
            if (char.IsLetterOrDigit(each))
            {
                digits |= !char.IsLetter(each);
                if (length < reduced.Length)
                {
                    reduced[length++] = char.IsAscii(each) ? char.ToLowerInvariant(each) : each;
                }

                continue;
            }

            if (each is '\'' or '.')
            {
                continue; // McDonald's and A.B. are one word
            }

            length = End(reduced, begun, length, digits, months);
            (begun, digits) = (length, false);
        }

        return End(reduced, begun, length, digits, months);
    }

    private static int End(Span<char> reduced, int begun, int length, bool digits, bool months)
    {
        if (length == begun || digits || !Says(reduced[begun..length])
            || (months && (length == begun + 1 || IsMonth(reduced[begun..length]))))
        {
            return begun;
        }

        if (length < reduced.Length)
        {
            reduced[length++] = ' ';
        }

        return length;
    }

    /// <summary>Whether a word tells one party from another; the form of a company does not.</summary>
    private static bool Says(ReadOnlySpan<char> word) => word is not (
        "ref" or "no" or "inv" or "invoice" or "pos" or "trx" or "txn" or "id" or "sdn" or "bhd" or "berhad" or "ltd"
        or "limited" or "plc" or "llc" or "inc" or "corp" or "gmbh" or "ag" or "kg" or "se" or "mbh" or "ug" or "pte"
        or "pty");

    private static bool IsMonth(ReadOnlySpan<char> word) => word is "jan" or "feb" or "mar" or "mac" or "apr" or "may"
        or "mei" or "jun" or "jul" or "aug" or "ogo" or "sep" or "sept" or "oct" or "okt" or "nov" or "dec" or "dis"
        or "dez";
}
