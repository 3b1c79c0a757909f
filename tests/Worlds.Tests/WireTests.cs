using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Samples.Worlds.Files;

namespace OrleansRisk.Worlds.Tests;

/// <summary>Lines can be sent as they are.</summary>
public sealed class WireTests
{
    private static readonly JsonSerializerOptions Strict = new(ContractJson.Default.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Lines_OnTheWire_AreWhatTheContractAllows(string country)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var body in Bodies(country))
        {
            Assert.True(seen.Add((body.Account, body.Id)));
            Assert.Matches("^[0-9]+\\.[0-9]{2}$", body.Amount!);
            Assert.NotEqual("0.00", body.Amount);
            Assert.InRange(body.Counterparty!.Length, 1, 128);
            Assert.InRange(body.Description!.Length, 1, 256);
            Assert.DoesNotContain(body.Counterparty + body.Description, char.IsControl);
            Assert.DoesNotContain("{", body.Counterparty + body.Description);
            Assert.InRange(body.Channel!.Length, 1, 32);
            Assert.True(body.At is null != body.Date is null);
            Assert.True(body.Category is null || body.Mcc is null);
        }
    }

    [Fact]
    public void Lines_ByCountry_SendWhatTheLenderKnows()
    {
        Assert.All(Bodies("my"), static body => Assert.True(body is { Category: null, Mcc: null, At: not null }));
        Assert.All(Bodies("gb"), static body => Assert.NotNull(body.Category));
        Assert.All(Bodies("de"), static body => Assert.Null(body.Category));
        Assert.All(Bodies("de").Where(static body => body.Channel == "girocard" && body.Direction == "debit"),
            static body => Assert.Matches("^[0-9]{4}$", body.Mcc!));
    }

    [Fact]
    public void Lines_WithoutSomething_DoNotHaveIt()
    {
        var world = Made.Of("gb", customers: 20, months: 4);

        Assert.All(Parse(Made.Texts(world, Left.Categories | Left.Balances | Left.Names)), static body => Assert.True(
            body is { Category: null, Mcc: null, Balance: null, Counterparty: null, Description: null }));
    }

    [Theory]
    [MemberData(nameof(Made.Countries), MemberType = typeof(Made))]
    public void Balances_OfThreeAccountsInFour_AreSentAndAddUp(string country)
    {
        var accounts = Bodies(country).GroupBy(static body => body.Account).ToList();
        var sending = accounts.Where(static account => account.All(static body => body.Balance is not null)).ToList();

        Assert.InRange(sending.Count * 100 / accounts.Count, 65, 87);
        Assert.All(accounts.Except(sending), static account =>
            Assert.All(account, static body => Assert.Null(body.Balance)));
        foreach (var account in sending)
        {
            decimal? before = null;
            foreach (var body in account)
            {
                var (amount, balance) = (Value(body.Amount!), Value(body.Balance!));
                var moved = body.Direction == Directions.Credit ? amount : -amount;
                Assert.True(before is null || before + moved == balance, $"{body.Account} {body.Id} does not add up");
                before = balance;
            }
        }
    }

    [Fact]
    public void Accounts_OnTheWire_NameTheirOwners()
    {
        var bytes = new MemoryStream();
        AccountFile.Write(
            Made.World("gb").Country,
            Made.World("gb").Histories.SelectMany(static history => history.Household.Accounts), bytes);
        var accounts = Encoding.UTF8.GetString(bytes.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonSerializer.Deserialize<AccountRequest>(line, Strict)!).ToList();

        Assert.All(accounts, static account => Assert.InRange(account.Customers!.Count, 1, 2));
        Assert.Contains(accounts, static account => account is { Product: "joint", Customers.Count: 2 });
        Assert.Contains(accounts, static account => account.Product == "savings");
    }

    private static IEnumerable<TransactionBody> Bodies(string country) => Parse(Made.Texts(country));

    private static IEnumerable<TransactionBody> Parse(IEnumerable<string> lines) =>
        lines.Select(static line => JsonSerializer.Deserialize<TransactionBody>(line, Strict)!);

    private static decimal Value(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
