using System.Buffers.Binary;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Journal.Tests.Records;

public sealed class RecordHashTests
{
    private static readonly TenantOrigin _origin = new(Guid.Empty, Some.Tenant.Value);

    public static TheoryData<string> Changes => [.. Changed.Keys];

    private static readonly Dictionary<string, Func<JournalRecord, JournalRecord>> Changed = new()
    {
        ["account"] = static record => record with { Account = new AccountKey(record.Account.Value + 1) },
        ["generation"] = static record => record with { Generation = 2 },
        ["kind"] = static record => record with { Kind = RecordKind.Labelled },
        ["fold version"] = static record => record with { ScoringVersion = 2 },
        ["first sequence"] = static record => record with { FirstSequence = 8 },
        ["last sequence"] = static record => record with { LastSequence = 9 },
        ["period"] = static record => record with { Month = new JournalMonth(202602) },
        ["next period"] = static record => record with { NextMonth = new JournalMonth(202604) },
        ["previous hash"] = static record => record with { PreviousHash = record.PreviousHash + 1 },
        ["state hash"] = static record => record with { StateHash = record.StateHash + 1 },
        ["identities"] = static record => record with { Identities = new byte[8] },
        ["body"] = static record => record with { Body = Some.Bytes(record.Body.Length, 99) },
        ["a byte moved from body to identities"] = static record => record with
        {
            Identities = (byte[])[.. record.Identities.Span, record.Body.Span[0]],
            Body = record.Body[1..],
        },
    };

    [Fact]
    public void Hash_OfVersion1_HasTheApprovedBytes()
    {
        var hash = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(hash, RecordHash.Of(Some.Record(first: 7), _origin));
        Approved.Check("record-hash.v1", hash);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Hash_OnePartChanged_Differs(string part)
    {
        var record = Some.Record(first: 7);
        Assert.NotEqual(RecordHash.Of(record, _origin), RecordHash.Of(Changed[part](record), _origin));
    }

    [Fact]
    public void Hash_OfAMovedTenant_IsThatOfItsOrigin()
    {
        var record = Some.Record(first: 7);
        Assert.Equal(
            RecordHash.Of(record, _origin), RecordHash.Of(record with { Tenant = new TenantId(2) }, _origin));
        Assert.NotEqual(RecordHash.Of(record, _origin), RecordHash.Of(record, _origin with { Number = 2 }));
    }

    [Fact]
    public void Hash_OfALongBody_IsThatOfAllOfIt()
    {
        var record = Some.Record(bodyLength: 100_000);
        var other = record with { Body = (byte[])[.. record.Body.Span[..^1], (byte)(record.Body.Span[^1] ^ 1)] };
        Assert.NotEqual(RecordHash.Of(record, _origin), RecordHash.Of(other, _origin));
        Assert.Equal(RecordHash.Of(record, _origin), RecordHash.Of(record with { Writer = 3, Commit = 4 }, _origin));
    }
}
