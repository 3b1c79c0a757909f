using System.Security.Cryptography;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using OrleansRisk.Vaults;
using Xunit;

namespace OrleansRisk.Vaults.Tests;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LocalFileKeyTests : IDisposable
{
    private readonly DirectoryInfo _runner = Directory.CreateTempSubdirectory("risk-key-");

    private string KeyPath => Path.Combine(_runner.FullName, "kek");

    [Fact]
    public async Task Unwrap_AfterARestart_GivesTheKeyBack()
    {
        var key = Some.Bytes(32);
        byte[] wrapped;
        string name;
        using (var first = Open())
        {
            var kek = VaultKek.Local(first);
            wrapped = await kek.Wrap(key, CancellationToken.None);
            name = kek.Name;
        }

        using var second = Open();
        Assert.Equal(name, second.KeyId);
        Assert.Equal(key, await VaultKek.Local(second).Unwrap(name, wrapped, CancellationToken.None));
    }

    [Fact]
    public void Open_FirstTime_MakesAFileForTheOwnerOnly()
    {
        using var key = Open();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Equal([KeyPath], Directory.GetFiles(_runner.FullName));
        Assert.StartsWith("local:my:development:", key.KeyId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserExecute)]
    public void Open_FileOthersMayTouch_IsRefused(UnixFileMode more)
    {
        Open().Dispose();
        File.SetUnixFileMode(KeyPath, File.GetUnixFileMode(KeyPath) | more);
        Assert.Throws<VaultRefusedException>(Open);
    }

    [Fact]
    public void Open_InProduction_IsRefusedAndMakesNothing()
    {
        Assert.Throws<VaultRefusedException>(() => LocalFileKey.Open(KeyPath, "my", "production", production: true));
        Assert.False(File.Exists(KeyPath));
    }

    [Theory]
    [InlineData("sg", "development")]
    [InlineData("my", "staging")]
    public void Open_KeyOfAnotherRegionOrEnvironment_IsRefused(string region, string environment)
    {
        Open().Dispose();
        Assert.Throws<VaultRefusedException>(() => LocalFileKey.Open(KeyPath, region, environment, production: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("orleansrisk development key 1\nlocal:my:development:1\n")]
    [InlineData("orleansrisk development key 1\nlocal:my:development:1\nAAAA\n")]
    [InlineData(
        "orleansrisk development key 2\nlocal:my:development:1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    public void Open_FileThatIsNoKey_IsRefusedNotReplaced(string text)
    {
        File.WriteAllText(KeyPath, text);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Throws<VaultRefusedException>(Open);
        Assert.Equal(text, File.ReadAllText(KeyPath));
    }

    [Fact]
    public void Open_ManyProcessesFirstTime_AllHaveTheSameKey()
    {
        var names = new string[16];
        Parallel.For(0, names.Length, i =>
        {
            using var key = Open();
            names[i] = key.KeyId;
        });
        Assert.Single(names.Distinct());
        Assert.Equal([KeyPath], Directory.GetFiles(_runner.FullName));
    }

    [Fact]
    public async Task Unwrap_AnyBitFlippedOrCut_IsASealBroken()
    {
        using var key = Open();
        var kek = VaultKek.Local(key);
        var wrapped = await kek.Wrap(Some.Bytes(32), CancellationToken.None);
        for (var bit = 0; bit < wrapped.Length * 8; bit++)
        {
            var changed = wrapped.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            await Refused(kek, kek.Name, changed, UnavailableCause.SealBroken);
        }

        for (var length = 0; length < wrapped.Length; length++)
        {
            await Refused(kek, kek.Name, wrapped[..length], UnavailableCause.SealBroken);
        }
    }

    [Fact]
    public async Task Unwrap_ByANameTheFileDoesNotHold_IsAKeyMissing()
    {
        using var key = Open();
        var kek = VaultKek.Local(key);
        var wrapped = await kek.Wrap(Some.Bytes(32), CancellationToken.None);
        await Refused(kek, kek.Name + "x", wrapped, UnavailableCause.KeyMissing);
    }

    [Fact]
    public async Task Wrap_Twice_NeverGivesTheSameBytes()
    {
        using var key = Open();
        var kek = VaultKek.Local(key);
        Assert.NotEqual(
            await kek.Wrap(Some.Bytes(32), CancellationToken.None),
            await kek.Wrap(Some.Bytes(32), CancellationToken.None));
        Assert.Throws<NotSupportedException>(() => key.WrapKey("RSA-OAEP", Some.Bytes(32)));
    }

    [Fact]
    public void Wrapped_KeyOfAFixedFile_IsStillReadable()
    {
        // Written by format 1 and kept: whatever changes, what was wrapped has to open.
        File.WriteAllText(
            KeyPath,
            "orleansrisk development key 1\nlocal:my:development:fixed\n"
            + "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n");
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var key = Open();
        using var cipher = new AesGcm(Enumerable.Range(0, 32).Select(static i => (byte)i).ToArray(), 16);
        var wrapped = new byte[1 + 12 + 32 + 16];
        wrapped[0] = 1;
        var name = "local:my:development:fixed"u8;
        cipher.Encrypt(
            new byte[12], Some.Bytes(32), wrapped.AsSpan(13, 32), wrapped.AsSpan(45),
            [0, 0, 0, (byte)name.Length, .. name]);
        Assert.Equal(Some.Bytes(32), key.UnwrapKey(LocalFileKey.Algorithm, wrapped));
    }

    public void Dispose() => _runner.Delete(recursive: true);

    private LocalFileKey Open() => LocalFileKey.Open(KeyPath, "my", "development", production: false);

    private static async Task Refused(VaultKek kek, string name, byte[] wrapped, UnavailableCause cause)
    {
        var refusal = await Assert.ThrowsAsync<KeyUnavailableException>(
            async () => await kek.Unwrap(name, wrapped, CancellationToken.None));
        Assert.Equal(cause, refusal.Cause);
    }
}
