using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;
using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests.Packaging;

/// <summary>The NuGet packages as somebody finds them who has nothing else.</summary>
public sealed class PackageTests(Packed packed) : IClassFixture<Packed>
{
    private const string Client = "OrleansRisk.Client", Contract = "OrleansRisk.Contract";

    [Theory]
    [InlineData(Client)]
    [InlineData(Contract)]
    public void Package_Opened_HasReadmeLicenceAndDocumentationOfItsOwn(string package)
    {
        using var archive = packed.Open(package);
        var about = About(package);

        Assert.Equal("README.md", Value(about, "readme"));
        Assert.StartsWith($"# {package}\n", Encoding.UTF8.GetString(Packed.Bytes(archive, "README.md")),
            StringComparison.Ordinal);
        Assert.Equal("MIT", Value(about, "license"));
        Assert.EndsWith(".", Value(about, "description"), StringComparison.Ordinal);
        Assert.Contains($"<name>{package}</name>",
            Encoding.UTF8.GetString(Packed.Bytes(archive, $"lib/net10.0/{package}.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_Opened_NeedsTheContractOfItsVersionAndNothingElse()
    {
        var needed = About(Client).Descendants().Where(each => each.Name.LocalName == "dependency")
            .Select(each => ((string)each.Attribute("id")!, (string)each.Attribute("version")!));
        Assert.Equal([(Contract, Value(About(Client), "version"))], needed);
        Assert.DoesNotContain(About(Contract).Descendants(), each => each.Name.LocalName == "dependency");
    }

    /// <summary>No host is named for the sources, so a debugger has them from the symbols.</summary>
    [Theory]
    [InlineData(Client)]
    [InlineData(Contract)]
    public void Symbols_Opened_BringTheirSourcesAndNameNoMachine(string package)
    {
        using var archive = packed.Open(package, "snupkg");
        using var provider = MetadataReaderProvider.FromPortablePdbStream(
            new MemoryStream(Packed.Bytes(archive, $"lib/net10.0/{package}.pdb")));
        var reader = provider.GetMetadataReader();
        var embedded = new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE"); // what portable PDBs name a source by
        foreach (var handle in reader.Documents)
        {
            Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(handle).Name), StringComparison.Ordinal);
            Assert.Contains(reader.GetCustomDebugInformation(handle),
                each => reader.GetGuid(reader.GetCustomDebugInformation(each).Kind) == embedded);
        }
    }

    [Fact]
    public void Readme_ItsSnippets_CompileAgainstThePackages() => Assert.NotEmpty(Compiled.Program(
        Conflicts.Program("client/sdk/README.md", "csharp"), packed.Assembly(Client), packed.Assembly(Contract)));

    private XDocument About(string package)
    {
        using var archive = packed.Open(package);
        return XDocument.Load(new MemoryStream(Packed.Bytes(archive, $"{package}.nuspec")));
    }

    private static string Value(XDocument about, string name) =>
        about.Descendants().First(each => each.Name.LocalName == name).Value;
}
