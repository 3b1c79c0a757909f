using System.Text.Json.Nodes;

namespace OrleansRisk.Api.Credit;

/// <summary>
/// Assessments stay as they were sealed, those of an older build under the names that members had then. They are read
/// under the names of today.
/// </summary>
internal static class FormerMembers
{
    private static readonly (string Former, string Name)[] OfAccount =
        [("card", "credit_model"), ("fold", "scoring_version"), ("line_up", "model_deployment")];

    /// <param name="kept">A kept assessment, as JSON.</param>
    public static JsonNode? Renamed(ReadOnlySpan<byte> kept)
    {
        var root = JsonNode.Parse(kept);
        foreach (var account in new[] { root?["english"], root?["malay"] }
            .SelectMany(static answer => answer?["accounts"]?.AsArray() ?? []).OfType<JsonObject>())
        {
            foreach (var (former, name) in OfAccount)
            {
                if (account.Remove(former, out var value))
                {
                    account[name] = value;
                }
            }
        }

        return root;
    }
}
