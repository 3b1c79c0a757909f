using System.IO.Compression;
using OrleansRisk.Samples.Generator.Packaging;

namespace OrleansRisk.Samples.Tests;

public sealed class PackagingTests
{
    [SharedDataFact(
        "cards/transactions.csv.gz", other: "9c67b74f8db671850794d866c46e293c16db8f52f63cbc3922747bc03b241171")]
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
