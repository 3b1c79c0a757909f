namespace OrleansRisk.Statements.Results;

/// <summary>Something about a file that was read that someone should know.</summary>
/// <param name="Code">Stable, for programs: one of <see cref="FindingCodes"/>.</param>
/// <param name="Account">The account's id; null if it is about the file.</param>
/// <param name="Place">Where in the file.</param>
/// <param name="Message">What was found, in a sentence.</param>
public sealed record Finding(string Code, string? Account, Place Place, string Message);

/// <summary>What findings there are.</summary>
public static class FindingCodes
{
    /// <summary>A row's balance is not the one before it plus the row's amount.</summary>
    public const string BalanceChainBroken = "balance_chain_broken";

    /// <summary>The opening balance plus the booked rows is not the closing balance.</summary>
    public const string SumDiffers = "sum_differs";

    /// <summary>A statement does not begin with the balance that the one before it ended with.</summary>
    public const string StatementsDoNotMeet = "statements_do_not_meet";

    /// <summary>A count or total that the file states is not that of its rows.</summary>
    public const string TotalsDiffer = "totals_differ";

    /// <summary>The file has its newest row first; the rows were turned.</summary>
    public const string NewestFirst = "newest_first";

    /// <summary>The file does not show whether day or month comes first; the currency decided.</summary>
    public const string DatesAssumed = "dates_assumed";

    /// <summary>The bytes are not in the encoding that the file states, or it states none.</summary>
    public const string EncodingAssumed = "encoding_assumed";

    /// <summary>Only the chain of balances shows that positive amounts are debits.</summary>
    public const string DirectionAssumed = "direction_assumed";

    /// <summary>Two rows are equal in everything, their ids too.</summary>
    public const string RowRepeated = "row_repeated";

    /// <summary>Different rows have one id; their ids were generated.</summary>
    public const string IdShared = "id_shared";

    /// <summary>An amount had more decimals than its currency, and was rounded as the options state.</summary>
    public const string AmountRounded = "amount_rounded";

    /// <summary>A text was longer than the limit, and was cut.</summary>
    public const string TextCut = "text_cut";

    /// <summary>A few amounts of a PDF are in another font than all others.</summary>
    public const string FontsDiffer = "fonts_differ";

    /// <summary>A page of a PDF has its amounts in another font than the other pages.</summary>
    public const string PagesDiffer = "pages_differ";

    /// <summary>Several programs made a PDF, one after the other.</summary>
    public const string ProducersDiffer = "producers_differ";

    /// <summary>A PDF was changed after it was made.</summary>
    public const string SavedAgain = "saved_again";

    /// <summary>A row states that no money moved.</summary>
    public const string NoMoney = "no_money";

    /// <summary>More findings than are kept.</summary>
    public const string MoreFindings = "more_findings";
}
