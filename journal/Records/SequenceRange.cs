namespace OrleansRisk.Journal.Records;

/// <summary>Events of an account, both ends included.</summary>
public readonly record struct SequenceRange(long First, long Last);
