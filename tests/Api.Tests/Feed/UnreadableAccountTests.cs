using System.Text.Json;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Events.Feed;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>Events of an account of which nothing but its journal can be read.</summary>
public sealed class UnreadableAccountTests
{
    private const ushort Ringgit = 458;

    [Fact]
    public void Decision_OfAnAccountThatCannotBeRead_HasNoNameNoZoneAndNoReasons()
    {
        var data = Data(profile: null);

        Assert.Equal(JsonValueKind.Null, data.GetProperty("account").ValueKind);
        Assert.Equal(JsonValueKind.Null, data.GetProperty("zone").ValueKind);
        Assert.Empty(data.GetProperty("anomaly").GetProperty("reasons").EnumerateArray());
        Assert.Empty(data.GetProperty("credit").GetProperty("reasons").EnumerateArray());
        Assert.Equal("review", data.GetProperty("outcome").GetString());
    }

    [Fact]
    public void Decision_OfAnAccountThatCanBeRead_StatesAmountsInItsCurrency()
    {
        var data = Data(new AccountProfile
        {
            Account = "A-1",
            CurrencyNumber = Ringgit,
            Zone = "Asia/Kuala_Lumpur",
        });

        Assert.Equal("A-1", data.GetProperty("account").GetString());
        Assert.Equal(
            "4200.00", data.GetProperty("anomaly").GetProperty("reasons")[0].GetProperty("value").GetString());
    }

    private static JsonElement Data(AccountProfile? profile)
    {
        var decided = new ScriptedActors().Entry("A-1", Some.Transaction(currency: "JPY"), Outcome.Review);
        var entry = new FeedEntry(new TenantId(1), Some.Account(), 1)
        {
            Sequence = 7,
            Assessed = new AssessedEntry(decided.Transaction, decided.Inputs, decided.Decision),
        };
        var written = EventWriter.Decision(EventTypes.DecisionFlagged, "cursor", entry, profile);
        return JsonDocument.Parse(written.Body).RootElement.GetProperty("data");
    }
}
