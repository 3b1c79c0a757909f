using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Tests.Support;

/// <summary>The reasons of a score as a list.</summary>
internal static class Reasons
{
    public static IReadOnlyList<Reason> Of(in AnomalyScore score) => List(score.Reasons, score.ReasonCount);

    public static IReadOnlyList<Reason> Of(in CreditScore score) => List(score.Reasons, score.ReasonCount);

    private static List<Reason> List(ReasonList reasons, int count)
    {
        var list = new List<Reason>();
        for (var i = 0; i < count; i++)
        {
            list.Add(reasons[i]);
        }

        return list;
    }
}
