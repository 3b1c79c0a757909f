namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>A message does not read: cut, changed, or of a format this build does not know.</summary>
public sealed class WireFormatException(string message) : Exception(message);
