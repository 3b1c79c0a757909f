namespace OrleansRisk.Core.Folds;

/// <summary>
/// A number for all of core that can change a bit of a state or a decision. It stands in every record.
/// </summary>
public static class FoldVersion
{
    public const ushort Current = 1;
}
