using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Decisions;

/// <summary>An account counts in its own currency, whatever a transaction is in.</summary>
public sealed class ReasonMoneyTests
{
    [Theory]
    [InlineData("JPY", 458, "4200.00", "55.20")] // yen on a ringgit account: of sen
    [InlineData("MYR", 392, "420000", "5520")] // ringgit on a yen account
    [InlineData("MYR", 414, "420.000", "5.520")] // on one of Kuwaiti dinars
    public void Reason_OfATransactionInAnotherCurrency_IsInTheAccounts(
        string transaction, ushort account, string value, string usual)
    {
        var entry = new ScriptedActors { AccountCurrency = account }.Entry(
            "A-1", Some.Transaction(currency: transaction), Outcome.Review);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            DecisionWriter.Write(json, entry, Some.Account(), default);
        }

        var reason = JsonDocument.Parse(buffer.ToArray()).RootElement
            .GetProperty("anomaly").GetProperty("reasons")[0];
        Assert.Equal(value, reason.GetProperty("value").GetString());
        Assert.Equal(usual, reason.GetProperty("usual").GetString());
        Assert.Equal($"amount {value}, usually {usual}", reason.GetProperty("text").GetString());
    }
}
