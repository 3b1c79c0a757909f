using System.Runtime.CompilerServices;

namespace OrleansRisk.Core.Features;

/// <summary>
/// Every feature of one transaction or account by its catalogue number; not a number where it is missing. Numbers below
/// <see cref="FirstCredit"/> are measured before a transaction, those from there on before a credit score.
/// </summary>
[InlineArray(Length)]
public struct FeatureRow
{
    public const int Length = 128;
    public const int FirstCredit = 64;

    private double _first;

    public static FeatureRow Missing()
    {
        var row = default(FeatureRow);
        ((Span<double>)row).Fill(double.NaN);
        return row;
    }
}
