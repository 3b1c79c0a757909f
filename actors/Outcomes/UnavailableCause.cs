using Orleans;

namespace OrleansRisk.Actors.Outcomes;

/// <summary>Why an account cannot be read. Written by name in answers and logs.</summary>
[GenerateSerializer, Alias("risk.unavailable_cause")]
public enum UnavailableCause
{
    SealBroken = 1,
    ChainBroken = 2,
    StateHashDiffers = 3,
    KeyMissing = 4,
    KeyDisabled = 5,
    RecordMissing = 6,
    UnknownScoringVersion = 7,
    UnknownRecord = 8,
    ReferenceDataMissing = 9,
    VaultUnreachable = 10,
}
