using OrleansRisk.Actors.Access;

namespace OrleansRisk.Grains.Access;

/// <summary>The caller of a call that came from another process: a token's bytes, whatever they are worth.</summary>
internal sealed record SignedCaller(byte[] Token) : Caller(default, "", Roles.None, "");
