namespace OrleansRisk.Statements.Texts;

/// <summary>How a file writes amounts.</summary>
/// <param name="Decimal">Its decimal mark.</param>
/// <param name="Thousands">Between groups of digits; null without. A space is every kind of space.</param>
/// <param name="Lakh">Whether groups of two before the last three are right, as in India: 12,34,567.</param>
internal readonly record struct AmountStyle(char Decimal, char? Thousands, bool Lakh)
{
    /// <summary>As formats for programs have it: a dot and nothing else.</summary>
    public static readonly AmountStyle Plain = new('.', null, false);
}
