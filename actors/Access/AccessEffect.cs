namespace OrleansRisk.Actors.Access;

/// <summary>What one rule says of a call.</summary>
public enum AccessEffect : byte
{
    /// <summary>The rule does not speak of this call.</summary>
    Silent = 0,
    Permit = 1,
    Forbid = 2,
}
