using OrleansRisk.Actors.Access;

namespace OrleansRisk.Api.Access;

/// <summary>
/// Any one of these roles may use the endpoint. An endpoint with neither this nor <see cref="OpenToAll"/> is denied to
/// everyone.
/// </summary>
internal sealed record AllowedRoles(Roles AnyOf);

/// <summary>The endpoint shows nothing of anyone and needs no key.</summary>
internal sealed record OpenToAll;

/// <summary>Its callers are answered by a deadline, whatever is out of reach.</summary>
internal sealed record AnsweredInTime;
