namespace OrleansRisk.Loads.Mapped;

/// <summary>A file that a map cannot read; the message says what it seems to be and what to do.</summary>
public sealed class UnreadableFileException(string message) : Exception(message);
