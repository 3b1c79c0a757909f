using System.Globalization;
using System.Text.Json;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Files;

/// <summary>What the lender states of its accounts, in the wire form of the contract.</summary>
internal static class AccountFile
{
    public static void Write(Country country, IEnumerable<Account> accounts, Stream to)
    {
        using var json = new Utf8JsonWriter(to);
        foreach (var account in accounts)
        {
            json.WriteStartObject();
            json.WriteString("account", account.Id);
            json.WriteString("currency", country.Currency);
            json.WriteString("zone", country.Zone);
            json.WriteString("opened", account.Opened.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("product", Words.Of(account.Product));
            json.WriteStartArray("customers");
            foreach (var customer in account.Customers)
            {
                json.WriteStringValue(customer);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            to.WriteByte((byte)'\n');
        }
    }
}
