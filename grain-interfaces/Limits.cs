namespace OrleansRisk.GrainInterfaces;

/// <summary>Every bound of grain keys, in one place.</summary>
internal static class Limits
{
    /// <summary>Characters of a grain key; the longest valid one has 41.</summary>
    public const int KeyLengthMax = 120;
}
