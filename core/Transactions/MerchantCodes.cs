namespace OrleansRisk.Core.Transactions;

/// <summary>
/// ISO 18245 merchant category codes: what they say of the use of money, and in which of 32 groups they fall.
/// </summary>
internal static class MerchantCodes
{
    public static Word Read(int code) => code switch
    {
        6010 or 6011 => Word.Cash,
        4829 => Word.Transfer,
        7995 or (>= 7800 and <= 7802) or 9406 => Word.Gambling,
        6012 => Word.Debt,
        6513 or 4900 or 4814 or 4899 or 6300 or 5960 or 9311 => Word.Essential,
        5411 or 5422 or 5441 or 5451 or 5462 or 5499 or 5912 => Word.Essential,
        (>= 4111 and <= 4131) or 4784 or 5541 or 5542 or 7523 => Word.Essential,
        _ => Word.None,
    };

    /// <summary>Group from 1 to 31; 0 where no code is stated.</summary>
    public static int Group(int code) => code switch
    {
        0 => 0,
        < 1500 => 1,
        < 3000 => 2,
        < 3300 => 3,
        < 3500 => 4,
        < 4000 => 5,
        < 4800 => 6,
        < 4900 => 7,
        < 5000 => 8,
        < 5200 => 9,
        < 5300 => 10,
        < 5400 => 11,
        < 5500 => 12,
        < 5600 => 13,
        < 5700 => 14,
        < 5800 => 15,
        < 5900 => 16,
        < 6000 => 17,
        < 6300 => 18,
        < 6400 => 19,
        < 7000 => 20,
        < 7300 => 21,
        < 7500 => 22,
        < 7600 => 23,
        < 7800 => 24,
        < 8000 => 25,
        < 8100 => 26,
        < 8300 => 27,
        < 8700 => 28,
        < 9000 => 29,
        < 9500 => 30,
        _ => 31,
    };
}
