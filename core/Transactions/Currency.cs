namespace OrleansRisk.Core.Transactions;

/// <summary>
/// An ISO 4217 currency that is in use, with its number of decimals. Only <see cref="TryParse"/> makes one.
/// </summary>
public readonly record struct Currency
{
    private readonly ushort _number;

    private Currency(ushort number) => _number = number;

    /// <summary>ISO 4217 numeric code, as persisted.</summary>
    public ushort Number => _number;

    /// <summary>Three upper-case letters.</summary>
    public string Code => CurrencyTable.CodeOf(_number);

    /// <summary>Decimals of the minor unit: 0 for JPY, 2 for MYR, 3 for KWD.</summary>
    public int Decimals => CurrencyTable.DecimalsOf(_number);

    public static bool TryParse(ReadOnlySpan<char> code, out Currency currency)
    {
        var number = CurrencyTable.NumberOf(code);
        currency = new Currency(number);
        return number != 0;
    }

    /// <summary>
    /// Reads a persisted number; throws where no such currency is known, for that is a damaged record.
    /// </summary>
    public static Currency FromNumber(ushort number) => CurrencyTable.Knows(number)
        ? new Currency(number)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "no such ISO 4217 number");

    public override string ToString() => Code;
}
