using System.Globalization;

namespace OrleansRisk.Contract;

public static partial class Routes
{
    /// <summary>POST: proposes a scoring version.</summary>
    public const string ScoringProposals = "/v1/scoring-proposals";

    /// <summary>GET: what accounts would be under the proposed scoring version.</summary>
    public const string ScoringReport = "/v1/scoring-proposals/{proposal}/report";

    /// <summary>POST: approves a scoring version that another key has proposed.</summary>
    public const string ScoringApproval = "/v1/scoring-proposals/{proposal}/approval";

    /// <summary>GET: every scoring deployment, with what is proposed and how far accounts have been rebuilt.</summary>
    public const string ScoringDeployments = "/v1/scoring-deployments";

    /// <summary>POST: goes back to the scoring version of an earlier deployment.</summary>
    public const string ScoringRollback = "/v1/scoring-deployments/rollback";

    /// <summary>Fills <see cref="ScoringReport"/>.</summary>
    public static string ForScoringReport(int proposal) => ForScoringProposal(proposal) + "/report";

    /// <summary>Fills <see cref="ScoringApproval"/>.</summary>
    public static string ForScoringApproval(int proposal) => ForScoringProposal(proposal) + "/approval";

    private static string ForScoringProposal(int proposal) =>
        string.Create(CultureInfo.InvariantCulture, $"{ScoringProposals}/{proposal}");
}
