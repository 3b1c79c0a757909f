using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Tidy.Tests.Evidence;

/// <summary>
/// Says whether the recorded run of the cluster is of what lies here; needs no package of the cluster.
/// </summary>
public sealed class RecordedRunTests(ITestOutputHelper output)
{
    [Fact]
    public void Record_OfTheCluster_IsOfTheFilesItNamesAndSaysWhatChangedSince()
    {
        var tree = Tree.Repository();
        var run = new RecordedRun(tree.Root!);
        if (!run.Exists)
        {
            Assert.False(File.Exists(Path.Combine(tree.Root!, "docs/evidence/cluster.files")));
            output.WriteLine("no run of the cluster is recorded: ./dev cluster record");
            return;
        }

        Assert.Equal(RecordedRun.HashOf(run.Files), run.Hash);
        var now = RecordedRun.Now(tree);
        var changed = RecordedRun.Changed(run.Files, now);
        output.WriteLine(changed.Count == 0
            ? "current: the recorded run is of these files"
            : $"stale: these files changed\n{string.Join('\n', changed)}");
        Assert.Equal(RecordedRun.HashOf(now) == run.Hash, changed.Count == 0);
    }

    [Fact]
    public void Changed_OfFilesChangedAddedAndTakenAway_NamesEachOnce()
    {
        string[] recorded = ["1111 core/A.cs", "2222 core/B.cs", "3333 core/C.cs"];
        string[] now = ["1111 core/A.cs", "4444 core/B.cs", "5555 core/D.cs"];
        Assert.Equal(["core/B.cs", "core/C.cs", "core/D.cs"], RecordedRun.Changed(recorded, now));
        Assert.Empty(RecordedRun.Changed(now, now));
        Assert.NotEqual(RecordedRun.HashOf(recorded), RecordedRun.HashOf(now));
    }
}
