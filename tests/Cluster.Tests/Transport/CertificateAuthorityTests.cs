using OrleansRisk.Host.Transport;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Transport;

public sealed class CertificateAuthorityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    [Theory]
    [InlineData(0, true)]
    [InlineData(29, true)]
    [InlineData(31, false)]
    [InlineData(-1, false)]
    public void Trusts_ACertificateOfItsOwn_OnlyWhileItIsValid(int day, bool trusted)
    {
        using var authority = CertificateAuthority.Make(Now, TimeSpan.FromDays(3_650));
        using var silo = CertificateAuthority.Issue(authority, Now, Month);
        Assert.Equal(trusted, CertificateAuthority.Trusts(authority, silo, Now.AddDays(day)));
    }

    [Fact]
    public void Issue_ForLongerThanItsAuthorityLasts_EndsWithIt()
    {
        using var authority = CertificateAuthority.Make(Now, Month);
        using var late = CertificateAuthority.Issue(authority, Now.AddDays(20), Month);
        Assert.Equal(authority.NotAfter, late.NotAfter);
        Assert.True(CertificateAuthority.Trusts(authority, late, Now.AddDays(29)));
        using var early = CertificateAuthority.Issue(authority, Now, TimeSpan.FromDays(7));
        Assert.Equal(Now.AddDays(7).UtcDateTime, early.NotAfter.ToUniversalTime());
    }

    [Fact]
    public void Trusts_ACertificateOfAnother_Never()
    {
        using var authority = CertificateAuthority.Make(Now, TimeSpan.FromDays(3_650));
        using var stranger = CertificateAuthority.Make(Now, TimeSpan.FromDays(3_650));
        using var foreign = CertificateAuthority.Issue(stranger, Now, Month);
        Assert.False(CertificateAuthority.Trusts(authority, foreign, Now));
        Assert.False(CertificateAuthority.Trusts(authority, authority, Now));
        Assert.False(CertificateAuthority.Trusts(authority, stranger, Now));
    }

    [Fact]
    public void Renew_DoneTwice_KeepsTheAuthorityAndTheLastCallTokenKey()
    {
        var path = Directory.CreateTempSubdirectory("risk-secrets-").FullName;
        var folder = new SecretFolder(path);
        folder.Renew(Now, Month);
        var authority = File.ReadAllText(folder.Authority);
        var first = folder.ReadCallTokenKeys();
        folder.Renew(Now, Month);
        var second = folder.ReadCallTokenKeys();
        Assert.Equal(authority, File.ReadAllText(folder.Authority));
        Assert.Null(first.Other);
        Assert.Equal(first.Signing.Number, second.Other!.Number);
        Assert.NotEqual(first.Signing.Number, second.Signing.Number);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Key));
        }

        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public void Renew_OverAFolderThatNamesItsKeysAsBefore_KeepsThemLive()
    {
        var path = Directory.CreateTempSubdirectory("risk-secrets-").FullName;
        var folder = new SecretFolder(path);
        folder.Renew(Now, Month);
        File.Move(folder.CallTokenKeys, folder.CapsuleKeys);
        var before = folder.ReadCallTokenKeys();
        folder.Renew(Now, Month);
        Assert.Equal(before.Signing.Number, folder.ReadCallTokenKeys().Other!.Number);
        Assert.False(File.Exists(folder.CapsuleKeys));
        Directory.Delete(path, recursive: true);
    }
}
