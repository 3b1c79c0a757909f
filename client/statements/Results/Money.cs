using System.Globalization;

namespace OrleansRisk.Statements.Results;

/// <summary>An amount in whole minor units.</summary>
/// <param name="Minor">Cents, sen, yen: what the currency counts in.</param>
/// <param name="Decimals">How many decimals the currency has, 0 to 4.</param>
public readonly record struct Money(long Minor, int Decimals)
{
    /// <summary>As decimal text with all decimals, and a minus if it is negative: <c>-12.40</c>.</summary>
    public string Text
    {
        get
        {
            var digits = Math.Abs(Minor).ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
            var text = Decimals == 0 ? digits : $"{digits[..^Decimals]}.{digits[^Decimals..]}";
            return Minor < 0 ? "-" + text : text;
        }
    }

    /// <summary>The amount without its sign.</summary>
    public Money Unsigned => this with { Minor = Math.Abs(Minor) };

    /// <summary>The sum; both are of one currency.</summary>
    public static Money operator +(Money left, Money right) => Add(left, right);

    /// <summary>The same amount the other way.</summary>
    public static Money operator -(Money money) => Negate(money);

    /// <summary>The sum; both are of one currency.</summary>
    public static Money Add(Money left, Money right) =>
        new(left.Minor + right.Minor, Math.Max(left.Decimals, right.Decimals));

    /// <summary>The same amount the other way.</summary>
    public static Money Negate(Money money) => money with { Minor = -money.Minor };

    /// <inheritdoc/>
    public override string ToString() => Text;
}
