using System.IO.Compression;
using OrleansRisk.Samples.Generator.Packaging;

namespace OrleansRisk.Samples.Tests;

public sealed class PackagingTests
{
    [SharedDataFact]
    public void Cards_FromTheOriginal_AreTheCommittedRows()
    {
        using var made = new MemoryStream();
        CardsPackage.Write(Path.Combine(SharedDataFactAttribute.Folder, "cards", "transactions.csv.gz"), made);
        using var committed = new GZipStream(File.OpenRead(Repository.At("samples", "cards", "transactions.csv.gz")),
            CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        committed.CopyTo(bytes);

        Assert.Equal(bytes.ToArray(), made.ToArray());
    }

    [SharedDataFact]
    public void Accounts_FromTheOriginal_AreTheCommittedRows()
    {
        using var made = new MemoryStream();
        AccountsPackage.Write(Path.Combine(SharedDataFactAttribute.Folder, "accounts"), made);

        Assert.Equal(File.ReadAllBytes(Repository.At("samples", "accounts", "transactions.csv")), made.ToArray());
    }

    [Theory]
    [InlineData("cards", "transactions.csv.gz")]
    [InlineData("lender", "transactions.ndjson.gz")]
    [InlineData("accounts", "transactions.csv")]
    public void CommittedFile_Size_StaysSmall(string folder, string name) =>
        Assert.InRange(new FileInfo(Repository.At("samples", folder, name)).Length, 10_000, 1_500_000);
}
