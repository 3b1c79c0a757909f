namespace OrleansRisk.Tidy.Tests.Arrows;

/// <summary>
/// Arrows between the folders of a project go one way, and only those of the table: <c>rooms.txt</c>. A project's rooms
/// stand in it from the ground up, each with the rooms it uses, so a line that names a room of a later line is a cycle.
/// </summary>
public static class RoomRules
{
    public const string Table = "tests/Tidy.Tests/Arrows/rooms.txt";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("room-arrows", Drawn,
            House("core\n  Money\n  Shop    → Money\n"), House("core\n  Money\n  Shop\n"),
            "core/Shop/Price.cs:1: Cents: Shop may not use Money: tests/Tidy.Tests/Arrows/rooms.txt does not draw it"),
        new("room-cycles", OneWay,
            House("core\n  Money\n  Shop    → Money\n"), House("core\n  Shop    → Money\n  Money\n"),
            "tests/Tidy.Tests/Arrows/rooms.txt:2: core: Shop → Money: Money is not below it"),
        new("room-table", Current,
            House("core\n  Money\n  Shop    → Money\n"), House("core\n  Cellar\n  Money\n  Shop    → Money\n"),
            "tests/Tidy.Tests/Arrows/rooms.txt:2: core: there is no folder Cellar"),
        new("room-projects", Undrawn,
            House("core\n  Money\n  Shop    → Money\n"), House(""),
            "core: is not in tests/Tidy.Tests/Arrows/rooms.txt: draw its rooms"),
    ];

    /// <summary>Code uses what the table draws.</summary>
    private static IEnumerable<Finding> Drawn(Tree tree) =>
        from project in Read(tree).GroupBy(line => line.Project)
        let arrows = project.SelectMany(line => line.Uses.Select(to => (line.Room, to))).ToHashSet()
        from use in RoomUses.Of(tree)[project.Key].Uses.Values
        where !arrows.Contains((use.From, use.To))
        select use.Where with
        {
            Message = $"{use.Where.Message}: {use.From} may not use {use.To}: {Table} does not draw it",
        };

    /// <summary>The table is a picture from the ground up: a line names rooms of lines above it only.</summary>
    private static IEnumerable<Finding> OneWay(Tree tree) =>
        from project in Read(tree).GroupBy(line => line.Project)
        from line in project
        from to in line.Uses
        where !project.Any(below => below.Room == to && below.Number < line.Number)
        select new Finding(Table, line.Number, $"{project.Key}: {line.Room} → {to}: {to} is not below it");

    /// <summary>What the table draws is there: a room that went leaves it, too, and an arrow without a use.</summary>
    private static IEnumerable<Finding> Current(Tree tree)
    {
        foreach (var line in Read(tree))
        {
            var rooms = RoomUses.Of(tree)[line.Project];
            if (!rooms.Rooms.Contains(line.Room))
            {
                yield return new Finding(Table, line.Number, $"{line.Project}: there is no folder {line.Room}");
            }

            foreach (var to in line.Uses.Where(to => !rooms.Uses.ContainsKey((line.Room, to))))
            {
                yield return new Finding(Table, line.Number, $"{line.Project}: {line.Room} does not use {to}");
            }
        }
    }

    /// <summary>Every project is drawn.</summary>
    private static IEnumerable<Finding> Undrawn(Tree tree)
    {
        var drawn = Read(tree).Select(static line => line.Project).ToHashSet();
        return RoomUses.Of(tree).Keys.Where(project => !drawn.Contains(project))
            .Select(static project => new Finding(project, 0, $"is not in {Table}: draw its rooms"));
    }

    /// <summary>A project's folder stands alone in its line; its rooms follow, indented.</summary>
    private static List<Line> Read(Tree tree)
    {
        var lines = new List<Line>();
        var (project, number) = ("", 0);
        foreach (var text in tree.Files.GetValueOrDefault(Table, "").Split('\n'))
        {
            number++;
            if (text.StartsWith(' '))
            {
                var parts = text.Split('→', 2);
                var uses = parts.Length == 2 ? parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
                lines.Add(new Line(number, project, parts[0].Trim(), uses));
            }
            else if (text.Length > 0 && text[0] != '#')
            {
                project = text;
            }
        }

        return lines;
    }

    private static Tree House(string table) => Tree.Of(
        ("core/C.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
        ("core/Money/Cents.cs", "namespace C.Money; public static class Cents { public const int One = 1; }"),
        ("core/Shop/Price.cs", "namespace C.Shop; class Price { int Least => Money.Cents.One; }"),
        (Table, table));

    private sealed record Line(int Number, string Project, string Room, IReadOnlyList<string> Uses);
}
