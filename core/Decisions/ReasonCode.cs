namespace OrleansRisk.Core.Decisions;

/// <summary>Every reason a score can give; persisted by number, written by name (<c>amount.unusual</c>). A number is never reused.</summary>
public enum ReasonCode : ushort
{
    None = 0,
}
