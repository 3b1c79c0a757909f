namespace OrleansRisk.Journal.Records;

/// <summary>The database does not answer, or not in time. Nothing is known to be wrong with what it holds.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
