namespace OrleansRisk.Core.Decisions;

/// <summary>In which language reasons are written; codes and figures are the same in each.</summary>
public enum ReasonLanguage : byte
{
    English = 0,

    /// <summary>Bahasa Malaysia.</summary>
    Malay,
}
