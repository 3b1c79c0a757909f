using System.Globalization;
using System.Text;

namespace OrleansRisk.Samples.Officers.Grades;

/// <summary>The agreement in words, and the pairs as a file.</summary>
internal static class AgreementReport
{
    public static string Print(Agreement agreement)
    {
        var (low, high) = agreement.KappaInterval();
        var far = agreement.Pairs.Count(p => p.Distance > 1);
        FormattableString text = $"""
            {agreement.Graded} histories graded A to E by both officers.
            Weighted kappa {agreement.Kappa():F3}, 95 % interval {low:F3} to {high:F3}.
            Equal {agreement.Within(0):P1}, within one grade {agreement.Within(1):P1}.
            Disputed, in no pair ({agreement.Disputed.Count}): {string.Join(' ', agreement.Disputed)}
            Not enough to say for both ({agreement.NotEnough.Count}): {string.Join(' ', agreement.NotEnough)}
            {agreement.Pairs.Count} ordered pairs of {agreement.Kept.Count} histories; {far} two grades apart or more.

            """;
        return text.ToString(CultureInfo.InvariantCulture);
    }

    public static string Pairs(Agreement agreement)
    {
        var text = new StringBuilder("better,worse,distance\n");
        foreach (var pair in agreement.Pairs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{pair.Better},{pair.Worse},{pair.Distance}\n");
        }

        return text.ToString();
    }
}
