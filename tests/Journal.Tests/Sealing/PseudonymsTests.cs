using System.Buffers.Binary;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Journal.Tests.Sealing;

public sealed class PseudonymsTests
{
    private static readonly Transaction _transaction = new()
    {
        Id = "T-991",
        At = Some.Moment,
        AmountMinor = 5_571,
        Currency = Some.Currency(),
        Direction = Direction.Debit,
        Counterparty = "Kedai Runcit Aman",
        Channel = "card",
        BalanceMinor = 0,
    };

    private static readonly Dictionary<string, Func<Transaction, Transaction>> _others = new()
    {
        [nameof(Transaction.Id)] = static t => t with { Id = "T-992" },
        [nameof(Transaction.Status)] = static t => t with { Status = TransactionStatus.Reversed },
        [nameof(Transaction.Replaces)] = static t => t with { Replaces = "T-990" },
        [nameof(Transaction.At)] = static t => t with { At = t.At + 1 },
        [nameof(Transaction.DayOnly)] = static t => t with { DayOnly = true },
        [nameof(Transaction.AmountMinor)] = static t => t with { AmountMinor = t.AmountMinor + 1 },
        [nameof(Transaction.Currency)] = static t => t with { Currency = default },
        [nameof(Transaction.Direction)] = static t => t with { Direction = Direction.Credit },
        [nameof(Transaction.Counterparty)] = static t => t with { Counterparty = null },
        [nameof(Transaction.Category)] = static t => t with { Category = "" },
        [nameof(Transaction.Mcc)] = static t => t with { Mcc = 5411 },
        [nameof(Transaction.Channel)] = static t => t with { Channel = "atm" },
        [nameof(Transaction.Country)] = static t => t with { Country = "MY" },
        [nameof(Transaction.BalanceMinor)] = static t => t with { BalanceMinor = null },
        [nameof(Transaction.Device)] = static t => t with { Device = "d" },
        [nameof(Transaction.Geo)] = static t => t with { Geo = new GeoPoint(0, 0) },
        [nameof(Transaction.Description)] = static t => t with { Description = "Aman" },
        [nameof(Transaction.Fx)] = static t => t with { Fx = new ExchangeRate(0, 0) },
    };

    public static TheoryData<string> Members =>
        [.. typeof(Transaction).GetProperties().Select(static member => member.Name)];

    [Fact]
    public void Pseudonyms_OfVersion1_HaveTheApprovedBytes()
    {
        using var pseudonyms = Make();
        var bytes = new byte[16 + (3 * 8)];
        pseudonyms.Account("ACC-1 é").ToBytes().CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), pseudonyms.Identity("T-991", TransactionStatus.Booked));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), pseudonyms.Content(_transaction));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(32), pseudonyms.Counterparty("Kedai Runcit Aman"));
        Approved.Check("pseudonyms.v1", bytes);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Content_OneMemberChanged_Differs(string member)
    {
        using var pseudonyms = Make();
        Assert.NotEqual(pseudonyms.Content(_transaction), pseudonyms.Content(_others[member](_transaction)));
        Assert.Equal(pseudonyms.Content(_transaction), pseudonyms.Content(_transaction with { }));
    }

    [Fact]
    public void Account_OfAnyVersion_BeginsWithTheVersionOfTheKey()
    {
        using var pseudonyms = Make(version: 7);
        Assert.Equal(7, pseudonyms.Account("ACC-1").ToBytes()[0]);
    }

    [Theory]
    [InlineData(TransactionStatus.Authorised)]
    [InlineData(TransactionStatus.Expired)]
    public void Identity_OfAnotherStatus_DiffersInItsLowBitsOnly(TransactionStatus status)
    {
        using var pseudonyms = Make();
        var booked = pseudonyms.Identity("T-991", TransactionStatus.Booked);
        var other = pseudonyms.Identity("T-991", status);
        Assert.Equal((ulong)status, other & 7);
        Assert.Equal(booked >> 3, other >> 3);
        Assert.NotEqual(booked >> 3, pseudonyms.Identity("T-992", TransactionStatus.Booked) >> 3);
    }

    [Fact]
    public void OneText_AsAccountIdAndCounterparty_HasUnrelatedPseudonyms()
    {
        using var pseudonyms = Make();
        ulong[] words =
        [
            (ulong)(pseudonyms.Account("x").Value >> 64) << 8 >> 11,
            pseudonyms.Identity("x", TransactionStatus.Booked) >> 11,
            pseudonyms.Counterparty("x") >> 11,
        ];
        Assert.Equal(3, words.Distinct().Count());
    }

    [Fact]
    public void TwoTenants_SameText_HaveOtherPseudonymsThoughTheyShareACache()
    {
        var cache = new PseudonymCache(1);
        using var one = new Pseudonyms(1, new Secret(Some.Bytes(32, 1)), cache);
        using var two = new Pseudonyms(1, new Secret(Some.Bytes(32, 2)), cache);
        for (var i = 0; i < 3; i++)
        {
            Assert.NotEqual(one.Account("ACC-1"), two.Account("ACC-1"));
            Assert.NotEqual(one.Counterparty("Aman"), two.Counterparty("Aman"));
            Assert.NotEqual(one.Account("ACC-1"), one.Account("ACC-2"));
            Assert.Equal(Make().Account("ACC-1"), one.Account("ACC-1"));
        }
    }

    [Fact]
    public void ManyThreads_SameTexts_GetTheSamePseudonyms()
    {
        using var pseudonyms = Make(places: 8);
        var expected = Enumerable.Range(0, 50).Select(i => Make().Counterparty($"c{i}")).ToArray();
        Parallel.For(0, 2_000, i => Assert.Equal(expected[i % 50], pseudonyms.Counterparty($"c{i % 50}")));
    }

    private static Pseudonyms Make(byte version = 1, int places = 64) =>
        new(version, new Secret(Some.Bytes(32, 1)), new PseudonymCache(places));
}
