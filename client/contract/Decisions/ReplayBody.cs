namespace OrleansRisk.Contract.Decisions;

/// <summary>A decision recomputed from the journal alone, beside the recorded one.</summary>
public sealed record ReplayBody
{
    /// <summary><c>dec_…</c></summary>
    public required string Decision { get; init; }

    /// <summary>Every bit is the same: states, observations, versions and answer.</summary>
    public required bool Equal { get; init; }

    /// <summary>The first part that differs, such as <c>observed.figures</c>; null where none does.</summary>
    public required string? FirstDifference { get; init; }

    /// <summary>Hash of the state before, 16 hexadecimal digits.</summary>
    public required string StateBefore { get; init; }

    /// <summary>Hash of the state after, as recorded.</summary>
    public required string StateAfter { get; init; }

    /// <summary>Hash of the state after, as recomputed.</summary>
    public required string RecomputedStateAfter { get; init; }

    /// <summary>Events applied to come to it.</summary>
    public required int EventsFolded { get; init; }

    /// <summary>As it stands in the journal.</summary>
    public required DecisionBody Recorded { get; init; }

    /// <summary>As it comes out again today.</summary>
    public required DecisionBody Recomputed { get; init; }
}
