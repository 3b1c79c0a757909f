namespace OrleansRisk.Api.Ingest;

/// <summary>What is answered in place of a decision: it acknowledges nothing.</summary>
/// <param name="LastScore">The account's newest anomaly score that this process has given, null for none.</param>
internal readonly record struct FallbackAnswer(string Outcome, string Cause, int? LastScore, long? LastScoreAgeSeconds);
