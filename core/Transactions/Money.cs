namespace OrleansRisk.Core.Transactions;

/// <summary>Amounts in the currency of an account.</summary>
public static class Money
{
    private const int PowerMax = 36;
    private static readonly Int128[] Powers = AllPowers();

    /// <summary>
    /// The amount in minor units of the account's currency, rounded half to even and held at
    /// <see cref="Limits.AmountMax"/>; null where it is of another currency and no rate was given. A prior booking is
    /// stated with the same function.
    /// </summary>
    public static long? InAccountCurrency(Transaction transaction, ushort accountCurrency)
    {
        if (transaction.Currency.Number == accountCurrency)
        {
            return transaction.AmountMinor;
        }

        if (transaction.Fx is not { Mantissa: > 0 } rate)
        {
            return null;
        }

        var shift = CurrencyTable.DecimalsOf(accountCurrency) - transaction.Currency.Decimals - rate.Scale;
        return Scaled((Int128)transaction.AmountMinor * rate.Mantissa, shift);
    }

    private static long Scaled(Int128 product, int shift)
    {
        if (shift >= 0)
        {
            return product > Limits.AmountMax ? Limits.AmountMax : Held(product * Powers[Math.Min(shift, 18)]);
        }

        if (-shift > PowerMax)
        {
            return 0;
        }

        var divisor = Powers[-shift];
        var (quotient, rest) = Int128.DivRem(product, divisor);
        var twice = rest * 2;
        var up = twice > divisor || (twice == divisor && Int128.IsOddInteger(quotient));
        return Held(quotient + (up ? 1 : 0));
    }

    private static long Held(Int128 amount) => amount > Limits.AmountMax ? Limits.AmountMax : (long)amount;

    private static Int128[] AllPowers()
    {
        var powers = new Int128[PowerMax + 1];
        powers[0] = 1;
        for (var i = 1; i <= PowerMax; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
