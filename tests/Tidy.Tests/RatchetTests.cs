using Xunit;

namespace OrleansRisk.Tidy.Tests;

public sealed class RatchetTests
{
    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 1)]
    public void Ratchet_ExcessListedAsTwo_MayNeitherGrowNorShrinkUnsaid(int findings, int complaints)
    {
        var tree = Listing("# rule path count reason\nlines core/A.cs 2 a table that reads better wide\n");
        var found = Enumerable.Range(1, findings).Select(line => new Finding("core/A.cs", line, "too long"));
        Assert.Equal(complaints, Ratchet.Without(tree, "lines", found).Count(f => f.Path == Ratchet.Path));
    }

    [Fact]
    public void Ratchet_LineWithoutReason_IsRefused() =>
        Assert.Throws<FormatException>(() => Ratchet.Without(Listing("lines core/A.cs 1\n"), "lines", []));

    private static Tree Listing(string lines) => Tree.Of((Ratchet.Path, lines));
}
