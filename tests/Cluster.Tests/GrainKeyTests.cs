using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;
using Xunit;

namespace OrleansRisk.Cluster.Tests;

public sealed class GrainKeyTests
{
    private const string Account = "agbcdefghijklmnopqrstuvwx2";

    public static TheoryData<string> Refused() =>
    [
        "", "t", "t/", "/t/1", "t//", "t/0", "t/01", "t/+1", "t/-1", "t/1 ", " t/1", "t/1/", "t/2147483648",
        "t/99999999999", "t/a/../b", "t/1/../2", "t/1/a/../../t/2", "t/1/a", "t/1/a/", "t/1/b/" + Account,
        "t/1/A/" + Account, "T/1/a/" + Account, "t/1/a/" + "AGBCDEFGHIJKLMNOPQRSTUVWX2", "t/1/a/" + Account + "/",
        "t/1/a/" + Account + "a", "t/1/a/" + "agbcdefghijklmnopqrstuvwx", "t/1/a/zgbcdefghijklmnopqrstuvwx2",
        "t/1/a/agbcdefghijklmnopqrstuvwx1", "t/1//a/" + Account, "t/%31/a/" + Account, "t/1%2Fa/" + Account,
        "t/1/a/agbcdefghijklmnopqrstuvw%78", "t\\1\\a\\" + Account, "t/１/a/" + Account, "t/١/a/" + Account,
        "t/1/а/" + Account, "т/1/a/" + Account, "t/1/a/аgbcdefghijklmnopqrstuvwx2", "t/1/a/" + Account + "\0",
        "t/1\0/a/" + Account, "t/1/a/agbcdefghijklmnopqrstuvwx\u200b", "t/1/a/\u202eagbcdefghijklmnopqrstuvw",
        "t/1/c/", "t/1/c/00000000000000ab", "t/1/c/" + Account, "t/1/a/" + Account + "+x",
        "t/1;t/2", "t/1\nt/2", "t/1/a/" + new string('a', 4_096), new string('t', 1_000_000),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void TryParse_AnyOtherSpelling_IsRefused(string text)
    {
        Assert.False(GrainKey.TryParse(text, out var key));
        Assert.Equal(GrainKind.None, key.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(int.MaxValue)]
    public void ToString_OfEachKind_ReadsBackAsItself(int number)
    {
        var tenant = new TenantId(number);
        GrainKey[] keys =
        [
            GrainKey.Of(tenant), GrainKey.Of(
                tenant, default(AccountKey)), GrainKey.Of(tenant, new AccountKey(UInt128.MaxValue)),
        ];
        foreach (var key in keys)
        {
            Assert.True(GrainKey.TryParse(key.ToString(), out var read));
            Assert.Equal(key, read);
            Assert.Equal(tenant, read.Tenant);
        }
    }

    [Fact]
    public void ToString_AsDocumented_IsTheOneSpelling()
    {
        Assert.True(AccountKey.TryParse(Account, out var account));
        Assert.Equal("t/7", GrainKey.Of(new TenantId(7)).ToString());
        Assert.Equal("t/7/a/" + Account, GrainKey.Of(new TenantId(7), account).ToString());
        Assert.Equal("t/7/s/10.0.0.1:11111@7", GrainKey.Of(new TenantId(7), "10.0.0.1:11111@7").ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Of_NoTenant_Throws(int number)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GrainKey.Of(new TenantId(number)));
        Assert.Throws<ArgumentOutOfRangeException>(() => GrainKey.Of(new TenantId(number), default(AccountKey)));
    }

    [Fact]
    public void TryParse_EveryOneCharacterChange_IsRefusedOrAnotherKey()
    {
        var text = GrainKey.Of(new TenantId(12), new AccountKey(99)).ToString();
        Assert.True(GrainKey.TryParse(text, out var original));
        for (var i = 0; i < text.Length; i++)
        {
            for (var c = '\0'; c < 0x250; c++)
            {
                var changed = text[..i] + c + text[(i + 1)..];
                if (changed != text && GrainKey.TryParse(changed, out var other))
                {
                    Assert.NotEqual(original, other);
                    Assert.Equal(changed, other.ToString());
                }
            }
        }
    }
}
