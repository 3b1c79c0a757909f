using System.Buffers;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Tests.Records;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Journal.Tests.Snapshots;

public sealed class StateCodecTests
{
    private static readonly AccountProfile _profile = new()
    {
        Account = "ACC-1",
        CurrencyNumber = 458,
        Zone = "Asia/Kuala_Lumpur",
        Customers = ["c-1"],
    };

    [Fact]
    public void State_OfVersion1_HasTheApprovedBytes()
    {
        Approved.Check("state.v1", Write(Some.Bytes(20)));
        var profile = StateCodec.Read(Approved.Read("state.v1"), out var state);
        Assert.Equal(Dump.Of(_profile), Dump.Of(profile));
        Assert.Equal(Some.Bytes(20), state.ToArray());
    }

    [Fact]
    public void State_CutAnywhereOrContinuedOrOfAnotherVersion_IsRefused()
    {
        var bytes = Write(Some.Bytes(20));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<RecordUnreadableException>(() => StateCodec.Read(bytes.AsSpan(0, length), out _));
        }

        Assert.Throws<RecordUnreadableException>(() => StateCodec.Read([.. bytes, 0], out _));
        Assert.Throws<RecordUnreadableException>(() => StateCodec.Read([2, .. bytes[1..]], out _));
    }

    [Fact]
    public void State_BeyondItsBound_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Write(new byte[JournalLimits.StateBytesMax + 1]));

    [Fact]
    public void Hash_OfProfileAndState_IsWhatRecordsAlreadyCarry()
    {
        // In every record: were it to change, no record could be replayed.
        Assert.Equal("1F9528DC4102A370", StateCodec.HashOf(_profile).ToString("X16"));
        Assert.Equal("1F638748F4C37064", StateCodec.Combine(0x0123456789ABCDEF, 0xFEDCBA9876543210).ToString("X16"));
        Assert.NotEqual(StateCodec.Combine(1, 2), StateCodec.Combine(2, 1));
    }

    private static byte[] Write(ReadOnlySpan<byte> state)
    {
        var output = new ArrayBufferWriter<byte>();
        StateCodec.Write(output, _profile, state);
        return output.WrittenSpan.ToArray();
    }
}
