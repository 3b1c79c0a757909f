namespace OrleansRisk.Benchmarks.Statements;

/// <summary>Prints what became of many files.</summary>
internal static class Figures
{
    public static void Print(IReadOnlyList<Outcome> outcomes, bool all, TextWriter to)
    {
        foreach (var outcome in outcomes.Where(outcome => all || outcome.Kind != OutcomeKind.Read
            || outcome.IsEqual == false || outcome.RefusedRows > 0))
        {
            var equal = outcome.IsEqual switch { true => "equal", false => "DIFFERS", null => "-" };
            to.WriteLine($"{outcome.Kind,-8} {outcome.Format,-16} {outcome.Rows,6} {outcome.RefusedRows,4} {equal,-8} "
                + $"{outcome.File} {outcome.Note}");
        }

        to.WriteLine();
        to.WriteLine(
            $"{"format or refusal",-22} {"files",6} {"rows",8} {"refused",8} {"expected",9} {"equal",6} {"ms",8}");
        foreach (var group in outcomes.GroupBy(static outcome => (outcome.Kind, outcome.Format))
            .OrderBy(static group => group.Key.Kind).ThenBy(static group => group.Key.Format, StringComparer.Ordinal))
        {
            to.WriteLine($"{group.Key.Format,-22} {group.Count(),6} {group.Sum(static each => each.Rows),8} "
                + $"{group.Sum(static each => each.RefusedRows),8} "
                + $"{group.Count(static each => each.IsEqual is not null),9} "
                + $"{group.Count(static each => each.IsEqual == true),6} "
                + $"{group.Sum(static each => each.Took.TotalMilliseconds),8:F0}");
        }

        to.WriteLine();
        to.WriteLine($"{outcomes.Count} files: {Count(outcomes, OutcomeKind.Read)} read, "
            + $"{Count(outcomes, OutcomeKind.Refused)} refused by name, "
            + $"{Count(outcomes, OutcomeKind.Crashed)} crashed, "
            + $"{Count(outcomes, OutcomeKind.Hung)} hung; {outcomes.Count(static each => each.IsEqual == true)} of "
            + $"{outcomes.Count(static each => each.IsEqual is not null)} with expected results equal them.");
    }

    private static int Count(IReadOnlyList<Outcome> outcomes, OutcomeKind kind) =>
        outcomes.Count(outcome => outcome.Kind == kind);
}
