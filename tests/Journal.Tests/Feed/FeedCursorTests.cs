using System.Buffers.Text;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Journal.Tests.Feed;

public sealed class FeedCursorTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private static readonly FeedCursor Cursor = new(
        new FeedPosition(300, [new(7, 1_000_000, 0), new(200, 3, 17), new(301, 0, 0)]), new AccountKey(99));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cursor_WrittenAndRead_IsTheSame(bool snapshot)
    {
        using var tenant = Tenant(1);
        var cursor = snapshot ? Cursor : Cursor with { Snapshot = null };

        var read = FeedCursor.Read(cursor.Write(tenant, Now), tenant, out var issuedAt)!;

        Assert.Equal((Now, cursor.Snapshot), (issuedAt, read.Snapshot));
        Assert.Equal(cursor.Position.Floor, read.Position.Floor);
        Assert.Equal(cursor.Position.Writers, read.Position.Writers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Cursor_OfAnIncarnation_SaysSo(int incarnation)
    {
        using var tenant = Tenant(1);
        var text = (Cursor with { Incarnation = incarnation }).Write(tenant, Now);

        var read = FeedCursor.Read(text, tenant, out _)!;

        Assert.Equal(incarnation, read.Incarnation);
        Assert.Equal(text, read.Write(tenant, Now));
        Assert.Equal(incarnation == 0, text == Cursor.Write(tenant, Now));
    }

    /// <summary>Kept by readers and by webhooks: what was written before there were incarnations is read.</summary>
    [Fact]
    public void Cursor_OfTheFirstVersion_HasTheApprovedBytes()
    {
        using var tenant = Tenant(1);
        Approved.Check("cursor.v1", Base64Url.DecodeFromChars(Cursor.Write(tenant, Now)));
        var text = Base64Url.EncodeToString(Approved.Read("cursor.v1"));
        Assert.Equal(0, FeedCursor.Read(text, tenant, out _)!.Incarnation);
    }

    /// <summary>
    /// A build that tells no consents reads what stands before their number, and another build what it writes.
    /// </summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1_000_000)]
    [InlineData(3, 127)]
    public void Cursor_WithTheNumberOfAConsent_BeginsAsOneWithout(int incarnation, long number)
    {
        using var tenant = Tenant(1);
        var without = Cursor with { Incarnation = incarnation };
        var text = (without with { Consents = number }).Write(tenant, Now);

        var read = FeedCursor.Read(text, tenant, out _)!;

        Assert.Equal((number, incarnation), (read.Consents, read.Incarnation));
        Assert.Equal(text, read.Write(tenant, Now));
        var older = without.Write(tenant, Now);
        Assert.Null(FeedCursor.Read(older, tenant, out _)!.Consents);
        Assert.True(Base64Url.DecodeFromChars(text).AsSpan()
            .StartsWith(Base64Url.DecodeFromChars(older).AsSpan()[..^16]));
    }

    [Fact]
    public void Cursor_ChangedAnywhereOrOfAnotherTenant_IsNone()
    {
        using var tenant = Tenant(1);
        using var other = Tenant(2);
        var text = Cursor.Write(tenant, Now);
        for (var i = 0; i < text.Length - 1; i++)
        {
            var changed = string.Concat(text.AsSpan(0, i), text[i] == 'A' ? "B" : "A", text.AsSpan(i + 1));
            Assert.Null(FeedCursor.Read(changed, tenant, out _));
        }

        Assert.Null(FeedCursor.Read(text, other, out _));
        Assert.Null(FeedCursor.Read("", tenant, out _));
        Assert.Null(FeedCursor.Read(text[..^4], tenant, out _));
        Assert.Null(FeedCursor.Read(new string('A', 4_000), tenant, out _));
    }

    private static Pseudonyms Tenant(byte seed) => new(1, new Secret(Some.Bytes(32, seed)), new PseudonymCache(1));
}
