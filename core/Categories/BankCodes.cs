using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// ISO 20022 bank transaction codes, domain-family-subfamily as in <c>PMNT-RCDT-SALA</c>, stated where a category is:
/// what the bank itself booked it as. A code that only says how money moved gives no category. From scoring version 3.
/// </summary>
internal static class BankCodes
{
    private const int PartLength = 4;
    private const int Length = (3 * PartLength) + 2;

    public static Category Read(string? text, Direction direction)
    {
        if (text is not { Length: Length } || !IsCode(text))
        {
            return Category.Uncategorised;
        }

        var of = direction == Direction.Credit;
        var own = text.AsSpan(2 * (PartLength + 1));
        return own switch
        {
            "SALA" => of ? Category.Salary : Category.Uncategorised,
            "PENS" => of ? Category.Pension : Category.Uncategorised,
            "SSBE" or "BECH" => of ? Category.Benefit : Category.Uncategorised,
            "FEES" or "COMM" or "CHRG" or "CAJT" => of ? Category.Refund : Category.Fees,
            "INTR" => of ? Category.Interest : Category.Fees,
            "TAXE" or "WITH" or "CAPG" => of ? Category.Refund : Category.Tax,
            "CDPT" or "CWDL" or "XBCW" or "XBCP" or "FCDP" or "FCWD" => Category.Cash,
            "UPDD" or "UPCQ" or "URCQ" or "UPCT" or "RRTN" or "PRDD" or "PRCT" or "ARET" => Category.Returned,
            "SWEP" or "ZABA" or "TOPG" or "DSBR" or "CAPN" => Category.OwnTransfer,
            "INSU" => of ? Category.Uncategorised : Category.Insurance,
            "DVCA" or "DVOP" or "DRIP" or "INTP" => of ? Category.Interest : Category.Uncategorised,
            _ => OfFamily(text.AsSpan(0, PartLength), text.AsSpan(PartLength + 1, PartLength), own, of),
        };
    }

    private static Category OfFamily(
        ReadOnlySpan<char> domain, ReadOnlySpan<char> family, ReadOnlySpan<char> own, bool credit) => domain switch
        {
            "LDAS" => family switch
            {
                "FTDP" or "NTDP" => Category.Savings,
                "MGLN" when !credit => Category.Mortgage,
                _ when !credit => Category.LoanPayment,
                _ => own is "DDWN" ? Category.LoanDisbursement : Category.Uncategorised,
            },
            "SECU" or "DERV" or "PMET" or "CMDT" => Category.Investment,
            "CAMT" => Category.OwnTransfer,
            _ => Category.Uncategorised,
        };

    /// <summary>Three parts of four capital letters, between them a hyphen, slash, point or blank.</summary>
    private static bool IsCode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var between = i is PartLength or (2 * PartLength) + 1;
            if (between ? text[i] is not ('-' or '/' or '.' or ' ' or '_') : !char.IsAsciiLetterUpper(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
