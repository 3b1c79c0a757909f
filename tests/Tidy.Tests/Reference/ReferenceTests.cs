using Xunit;

namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>
/// The pages of <c>docs/reference/</c> are what the source makes of them; <c>./dev reference</c> writes them anew.
/// </summary>
public sealed class ReferenceTests
{
    private static readonly Lazy<Tree> Repository = new(Tree.Repository);

    public static TheoryData<string> Paths => [.. ReferencePage.All.Select(static page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Page_OfTheRepository_IsWhatTheSourceMakesOfIt(string path)
    {
        var tree = Repository.Value;
        var text = ReferencePage.All.Single(page => page.Path == path).Write(tree);
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(Path.Combine(tree.Root!, path), text);
            return;
        }

        Assert.True(tree.Files.GetValueOrDefault(path) == text, $"{path} is not of this source: run ./dev reference");
    }

    [Fact]
    public void Settings_Property_IsListedWithItsSentence()
    {
        var page = SettingsPage.Write(Tree.Of(("silo/A.cs", """
            /// <summary>Of the door.</summary>
            class DoorSettings : Wall
            {
                /// <summary>Its lock.</summary>
                public LockSettings? Lock { get; set; }
                /// <summary>Port, of <c>HTTP</c> or <see cref="HostSettings.Other"/>. The default is 1.</summary>
                public int Port { get; set; } = 1;
                public int Hidden => 2;
            }
            class LockSettings
            {
                /// <summary>How many turns.</summary>
                public int Turns { get; set; }
            }
            class Wall
            {
                /// <summary>How high.</summary>
                public int Height { get; set; }
            }
            """)));
        Assert.EndsWith("""
            ## Door

            Of the door.

            - `Height` – How high.
            - `Lock` – Its lock.
            - `Port` – Port, of `HTTP` or `Other`. The default is 1.

            ## Lock

            - `Lock:Turns` – How many turns.

            """.ReplaceLineEndings("\n"), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_CounterWithLabels_IsListedWithTheirValues()
    {
        var page = MetricsPage.Write(Tree.Of(("silo/A.cs", """
            class Doors
            {
                static readonly KeyValuePair<string, object?> Left = new("side", "left");
                Counter<long> _opened, _shut;
                Doors()
                {
                    _opened = meter.CreateCounter<long>("risk.doors.opened", "{door}", "Doors opened.");
                    _shut = meter.CreateCounter<long>("risk.doors.shut", "{door}", "Doors shut");
                }
                void Opened() => Of("wood");
                void Of(string kind) => _opened.Add(1, Left, new KeyValuePair<string, object?>("kind", kind));
                void Shut(string by) => _shut.Add(1, new KeyValuePair<string, object?>("by", by));
            }
            """)));
        Assert.EndsWith("| `risk.doors.opened` | counter | door | `side`: left, `kind`: wood | Doors opened |\n"
            + "| `risk.doors.shut` | counter | door | `by` | Doors shut |\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_WordThatAReaderKnows_IsListedAtItsPlace()
    {
        var reader = "MapJson.Object(json, \"top\", \"version\", \"fields\");";
        var page = MapsPage.Write(Tree.Of(
            ("client/maps/MapFile.cs", $"class MapFile {{ void Read() {{ {reader} }} }}"),
            ("client/maps/Text.cs", "class TextField; class TimeField; class DayField;"),
            ("client/maps/Money.cs", "class AmountRule; class MoneyCell; class BalanceField;"),
            ("client/maps/Shipped/bank.json", "{ \"about\": \"A bank's.\" }")));
        Assert.Contains("- `top` – `version`, `fields`\n", page, StringComparison.Ordinal);
        Assert.Contains("- `bank` – A bank's.\n", page, StringComparison.Ordinal);
    }
}
