namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// A scoring version that a tenant goes on with from a moment on: numbered, and never taken back. The first one, and
/// those that an operator switched to, name no proposal, and no account is rebuilt for them.
/// </summary>
/// <param name="Number">The tenant's own, from 1.</param>
/// <param name="From">From which arrival on it counts, milliseconds since 1970; 0 for at once.</param>
/// <param name="At">When it was put up, milliseconds since 1970.</param>
public sealed record ScoringDeployment(int Number, ushort ScoringVersion, long From, long At)
{
    /// <summary>The proposal that was approved; 0 for none.</summary>
    public int Proposal { get; init; }

    /// <summary>The deployment whose scoring version it takes up again; 0 for none.</summary>
    public int Of { get; init; }

    /// <summary>Who approved it, or went back to it.</summary>
    public string By { get; init; } = "";

    /// <summary>Every account is rebuilt under it.</summary>
    public bool Restates => Proposal > 0 || Of > 0;

    /// <summary>Of those whose time has come, the newest; they are in order, the newest first.</summary>
    public static ScoringDeployment Counting(IReadOnlyList<ScoringDeployment> deployments, long now)
    {
        for (var i = 0; i < deployments.Count - 1; i++)
        {
            if (deployments[i].From <= now)
            {
                return deployments[i];
            }
        }

        return deployments[^1];
    }
}
