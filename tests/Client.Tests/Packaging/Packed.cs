using System.IO.Compression;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Packaging;

/// <summary>The packages, made from what is built.</summary>
public sealed class Packed : IAsyncLifetime
{
    private readonly DirectoryInfo _runner = Directory.CreateTempSubdirectory("risk-packages-");

    public async Task InitializeAsync()
    {
        foreach (var project in new[] { "client/contract", "client/sdk" })
        {
            await ProgramFactAttribute.Run(
                "dotnet", "pack", Path.Combine(Programs.Repository, project), "--no-build", "-nologo",
                "-c", new DirectoryInfo(AppContext.BaseDirectory).Name, "-o", _runner.FullName);
        }
    }

    public Task DisposeAsync()
    {
        _runner.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A package of ours (<c>nupkg</c>), or its symbols (<c>snupkg</c>).</summary>
    public ZipArchive Open(string package, string kind = "nupkg") =>
        ZipFile.OpenRead(Assert.Single(_runner.GetFiles($"{package}.*.{kind}")).FullName);

    public byte[] Assembly(string package)
    {
        using var archive = Open(package);
        return Bytes(archive, $"lib/net10.0/{package}.dll");
    }

    public static byte[] Bytes(ZipArchive archive, string name)
    {
        using var entry = archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
