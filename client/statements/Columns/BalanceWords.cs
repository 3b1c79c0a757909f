using System.Text.RegularExpressions;

namespace OrleansRisk.Statements.Columns;

/// <summary>Words of lines that are no transactions: balances brought forward, totals.</summary>
internal static partial class BalanceWords
{
    public static bool IsOpening(string text) => Opening().IsMatch(text);

    public static bool IsClosing(string text) => Closing().IsMatch(text);

    public static bool IsTotal(string text) => Total().IsMatch(text);

    [GeneratedRegex(@"^\W*(opening (ledger )?bal|balance at (the )?(start|begin)|beginning bal|"
        + @"balance (b/?f|brought|from)|b/?f\b|brought forward|"
        + @"previous bal|starting bal|start(ing)? saldo|baki (awal|permulaan|pembukaan|mula|bawa)|saldo (awal|"
        + @"anterior|inicial|iniziale|początkowe|poczatkowe)|anfangssaldo|alter (konto)?saldo|alter kontostand|"
        + @"beginsaldo|ancien solde|solde initial|"
        + @"last statement bal|forward bal)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^\W*(closing (ledger )?bal|balance at (the )?end|ending bal|end bal|"
        + @"balance (c/?f|carried)|c/?f\b|carried forward|"
        + @"new bal|baki (akhir|penutup)|saldo (akhir|final|finale|końcowe|koncowe)|endsaldo|neuer (konto)?saldo|"
        + @"neuer kontostand|"
        + @"eindsaldo|nouveau solde|solde final|current bal)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Closing();

    [GeneratedRegex(@"^\W*(grand |sub ?)?(total|jumlah|summe|totaal|totale|razem|suma|gesamt|sum|turnover|umsätze)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Total();
}
