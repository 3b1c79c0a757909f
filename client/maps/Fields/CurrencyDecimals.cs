namespace OrleansRisk.Maps.Fields;

/// <summary>Decimals of currencies (ISO 4217): two, but for these.</summary>
internal static class CurrencyDecimals
{
    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string Three = "BHD IQD JOD KWD LYD OMR TND";
    private const string Four = "CLF UYW";

    /// <summary>Null where it is no code of three capital letters.</summary>
    public static int? Of(string currency) =>
        currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper) ? null
        : None.Contains(currency, StringComparison.Ordinal) ? 0
        : Three.Contains(currency, StringComparison.Ordinal) ? 3
        : Four.Contains(currency, StringComparison.Ordinal) ? 4
        : 2;
}
