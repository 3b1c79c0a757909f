namespace OrleansRisk.Core.Categories;

/// <summary>What says that a transaction is of a category, the strongest first. Persisted by number.</summary>
public enum Evidence : byte
{
    None = 0,

    /// <summary>The lender said so.</summary>
    Stated = 1,
    MerchantCode = 2,
    BankCode = 3,

    /// <summary>A rule of the tenant.</summary>
    Rule = 4,

    /// <summary>A rule of the country's pack.</summary>
    Pack = 5,

    /// <summary>It comes again and again, as an income does.</summary>
    Stream = 6,

    /// <summary>Words of the name or the description. From scoring version 4.</summary>
    Text = 7,
}

/// <summary>A category and what says so.</summary>
public readonly record struct CategoryFinding(Category Category, Evidence By)
{
    /// <summary>
    /// In a booking's observation of which rules said nothing: it counted as own money that moves, as a loan paid back
    /// or paid out, or as income by its rhythm. Handed on to what takes it back. From scoring version 4; to others
    /// these are no category.
    /// </summary>
    public const byte CountedAsMoved = 128, CountedAsRepaid = 129, CountedAsBorrowed = 130, CountedAsIncome = 192;

    private const byte FromPack = 64;

    public bool Found => By != Evidence.None;

    /// <summary>
    /// As it stands in an observation: the category's number, and 64 more where the pack says so; 0 for nothing found.
    /// </summary>
    public byte ToByte() => By switch
    {
        Evidence.Rule => (byte)Category,
        Evidence.Pack => (byte)((byte)Category | FromPack),
        Evidence.None => 0,
        _ => throw new InvalidOperationException("only what rules say is observed"),
    };

    public static CategoryFinding FromByte(byte inputs)
    {
        var number = (byte)(inputs & ~FromPack);
        return number == 0 || !CategoryCatalogue.Knows(number)
            ? default
            : new((Category)number, inputs == number ? Evidence.Rule : Evidence.Pack);
    }
}
