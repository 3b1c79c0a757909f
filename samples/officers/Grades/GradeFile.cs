using System.Text.RegularExpressions;

namespace OrleansRisk.Samples.Officers.Grades;

/// <summary>One officer's grade of one history.</summary>
/// <param name="Id">The history.</param>
/// <param name="Points">4 for A down to 0 for E; null for <c>?</c>, not enough to say.</param>
/// <param name="Reason">The officer's one line.</param>
internal sealed record Grade(string Id, int? Points, string Reason);

/// <summary><c>id,grade,reason</c>: the reason is the rest of the line, with or without quotation marks.</summary>
internal static partial class GradeFile
{
    public const int Count = 5;

    public static IReadOnlyDictionary<string, Grade> Read(string path) => Parse(File.ReadAllLines(path), path);

    public static IReadOnlyDictionary<string, Grade> Parse(IEnumerable<string> lines, string name)
    {
        var grades = new SortedDictionary<string, Grade>(StringComparer.Ordinal);
        foreach (var (line, number) in lines.Select((line, index) => (line, index + 1)))
        {
            if (number == 1 ? line != "id,grade,reason" : !Form().IsMatch(line) && line.Length > 0)
            {
                throw new InvalidDataException($"{name}:{number}: expected id,grade,reason with a grade A to E or ?.");
            }

            if (number == 1 || line.Length == 0)
            {
                continue;
            }

            var parts = line.Split(',', 3);
            var points = parts[1] == "?" ? (int?)null : 'E' - parts[1][0];
            if (!grades.TryAdd(parts[0], new Grade(parts[0], points, parts[2].Trim('"'))))
            {
                throw new InvalidDataException($"{name}:{number}: {parts[0]} is graded twice.");
            }
        }

        return grades;
    }

    [GeneratedRegex(@"^H\d{3},[A-E?],.+$")]
    private static partial Regex Form();
}
