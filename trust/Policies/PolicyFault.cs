namespace OrleansRisk.Trust.Policies;

/// <summary>Why a policy is not kept.</summary>
/// <param name="Place">Where in the document, as a path: <c>statements[2].permissions[0]</c>.</param>
/// <param name="Reason">What is wrong with it, and what may have been meant.</param>
public sealed record PolicyFault(string Place, string Reason);
