using System.Collections.Frozen;

namespace OrleansRisk.Statements.Texts;

/// <summary>ISO 4217: which codes there are, how many decimals each has, and how people write them.</summary>
internal static class Currencies
{
    private const string WithTwo =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW " +
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF " +
        "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK " +
        "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP " +
        "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER " +
        "ZAR ZMW ZWG " +
        // No longer in use; statements of their time still have them.
        "ANG BGN BYR CUC DEM EEK FRF HRK LTL LVL NLG ROL SKK SLL STD TRL VEF ZWL";

    private const string WithNone = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithThree = "BHD IQD JOD KWD LYD OMR TND";
    private const string WithFour = "CLF UYW";

    private static readonly FrozenDictionary<string, int> Known =
        Of(WithNone, 0).Concat(Of(WithTwo, 2)).Concat(Of(WithThree, 3)).Concat(Of(WithFour, 4)).ToFrozenDictionary();

    // A sign that several currencies share names none of them.
    private static readonly FrozenDictionary<string, string?> Signs = new Dictionary<string, string?>
    {
        ["RM"] = "MYR",
        ["€"] = "EUR",
        ["£"] = "GBP",
        ["₹"] = "INR",
        ["RS"] = "INR",
        ["RS."] = "INR",
        ["RP"] = "IDR",
        ["S$"] = "SGD",
        ["US$"] = "USD",
        ["A$"] = "AUD",
        ["C$"] = "CAD",
        ["HK$"] = "HKD",
        ["NZ$"] = "NZD",
        ["R$"] = "BRL",
        ["฿"] = "THB",
        ["₱"] = "PHP",
        ["₫"] = "VND",
        ["₩"] = "KRW",
        ["zł"] = "PLN",
        ["ZŁ"] = "PLN",
        ["KČ"] = "CZK",
        ["Kč"] = "CZK",
        ["FR."] = "CHF",
        ["₺"] = "TRY",
        ["₽"] = "RUB",
        ["₴"] = "UAH",
        ["₦"] = "NGN",
        ["$"] = null,
        ["¥"] = null,
        ["KR"] = null,
        ["kr"] = null,
        ["kr."] = null,
        ["KR."] = null,
    }.ToFrozenDictionary();

    /// <summary>Decimals of a currency; null if there is none of that code.</summary>
    public static int? Decimals(string code) => Known.TryGetValue(code, out var decimals) ? decimals : null;

    /// <summary>Whether people write amounts so: a code or a sign.</summary>
    public static bool IsMark(string mark) => Known.ContainsKey(mark) || Signs.ContainsKey(mark) ||
        Signs.ContainsKey(mark.ToUpperInvariant());

    /// <summary>The currency of a code or sign; null if it is none, or stands for several.</summary>
    public static string? OfMark(string mark) => Known.ContainsKey(mark) ? mark
        : Signs.TryGetValue(mark, out var code) || Signs.TryGetValue(mark.ToUpperInvariant(), out code) ? code : null;

    private static IEnumerable<KeyValuePair<string, int>> Of(string codes, int decimals) =>
        codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => KeyValuePair.Create(code, decimals));
}
