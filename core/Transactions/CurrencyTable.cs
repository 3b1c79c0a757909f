namespace OrleansRisk.Core.Transactions;

/// <summary>ISO 4217 as of 2026-01: currencies and funds in use, without metals and test codes.</summary>
internal static class CurrencyTable
{
    private const int Width = 9;

    /// <summary>
    /// Per currency: letters, numeric code, decimals, and the power of ten that a unit of it takes to buy what a US
    /// dollar buys, coarsely. That last digit only sets what amount is expected of an account nothing is known of yet.
    /// </summary>
    private const string Rows =
        "AED78420 AFN97122 ALL00822 AMD05123 AOA97323 ARS03223 AUD03620 AWG53320 AZN94420 BAM97720 BBD05220 " +
        "BDT05022 BHD04830 BIF10803 BMD06020 BND09620 BOB06821 BOV98421 BRL98620 BSD04420 BTN06422 BWP07221 " +
        "BYN93320 BZD08420 CAD12420 CDF97623 CHE94720 CHF75620 CHW94820 CLF99040 CLP15203 CNY15621 COP17024 " +
        "COU97021 CRC18823 CUP19221 CVE13222 CZK20321 DJF26202 DKK20821 DOP21422 DZD01222 EGP81822 ERN23221 " +
        "ETB23022 EUR97820 FJD24220 FKP23820 GBP82620 GEL98120 GHS93621 GIP29220 GMD27022 GNF32404 GTQ32021 " +
        "GYD32822 HKD34421 HNL34021 HTG33222 HUF34823 IDR36024 ILS37620 INR35622 IQD36833 IRR36425 ISK35202 " +
        "JMD38822 JOD40030 JPY39202 KES40422 KGS41722 KHR11624 KMF17402 KPW40820 KRW41003 KWD41430 KYD13620 " +
        "KZT39823 LAK41824 LBP42225 LKR14422 LRD43022 LSL42621 LYD43430 MAD50421 MDL49821 MGA96924 MKD80722 " +
        "MMK10423 MNT49624 MOP44621 MRU92922 MUR48022 MVR46221 MWK45423 MXN48421 MXV97921 MYR45820 MZN94322 " +
        "NAD51621 NGN56623 NIO55822 NOK57821 NPR52422 NZD55420 OMR51230 PAB59020 PEN60420 PGK59820 PHP60822 " +
        "PKR58622 PLN98520 PYG60004 QAR63420 RON94620 RSD94122 RUB64322 RWF64603 SAR68220 SBD09020 SCR69021 " +
        "SDG93823 SEK75221 SGD70220 SHP65420 SLE92521 SOS70623 SRD96821 SSP72823 STN93021 SVC22220 SYP76024 " +
        "SZL74821 THB76422 TJS97221 TMT93420 TND78830 TOP77620 TRY94922 TTD78020 TWD90121 TZS83423 UAH98022 " +
        "UGX80004 USD84020 USN99720 UYI94002 UYU85822 UYW92740 UZS86024 VED92620 VES92822 VND70404 VUV54802 " +
        "WST88220 XAF95003 XCD95120 XCG53220 XOF95203 XPF95302 YER88622 ZAR71021 ZMW96721 ZWG92421 ";

    private static readonly short[] RowOfNumber = IndexByNumber();
    private static readonly short[] RowOfCode = IndexByCode();
    private static readonly string[] Codes = AllCodes();

    public static int Count => Rows.Length / Width;

    public static ushort NumberOf(ReadOnlySpan<char> code)
    {
        if (code.Length != 3 || !char.IsAsciiLetterUpper(code[0]) || !char.IsAsciiLetterUpper(code[1]) ||
            !char.IsAsciiLetterUpper(code[2]))
        {
            return 0;
        }

        var row = RowOfCode[PlaceOf(code)];
        return row < 0 ? (ushort)0 : Number(row);
    }

    public static bool Knows(ushort number) => number < RowOfNumber.Length && RowOfNumber[number] >= 0;

    public static string CodeOf(ushort number) => Knows(number) ? Codes[RowOfNumber[number]] : "";

    public static int DecimalsOf(ushort number) => Knows(number) ? Digit(RowOfNumber[number], 6) : 0;

    /// <summary>Power of ten of units that buy what a dollar buys; 0 for unknown currencies.</summary>
    public static int MagnitudeOf(ushort number) => Knows(number) ? Digit(RowOfNumber[number], 7) : 0;

    private static int PlaceOf(ReadOnlySpan<char> code) =>
        ((((code[0] - 'A') * 26) + code[1] - 'A') * 26) + code[2] - 'A';

    private static int Digit(int row, int column) => Rows[(row * Width) + column] - '0';

    private static ushort Number(int row) => (ushort)((Digit(row, 3) * 100) + (Digit(row, 4) * 10) + Digit(row, 5));

    private static short[] IndexByNumber()
    {
        var rows = new short[1_000];
        Array.Fill(rows, (short)-1);
        for (var row = 0; row < Count; row++)
        {
            rows[Number(row)] = (short)row;
        }

        return rows;
    }

    private static short[] IndexByCode()
    {
        var rows = new short[26 * 26 * 26];
        Array.Fill(rows, (short)-1);
        for (var row = 0; row < Count; row++)
        {
            rows[PlaceOf(Rows.AsSpan(row * Width, 3))] = (short)row;
        }

        return rows;
    }

    private static string[] AllCodes()
    {
        var codes = new string[Count];
        for (var row = 0; row < Count; row++)
        {
            codes[row] = Rows.Substring(row * Width, 3);
        }

        return codes;
    }
}
