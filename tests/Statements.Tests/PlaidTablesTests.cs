using System.Text.Json;
using OrleansRisk.Statements.Json;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>The shipped column map and the reader have one table of Plaid's codes.</summary>
public sealed class PlaidTablesTests
{
    [Fact]
    public void Table_OfTheShippedMap_IsTheReaders()
    {
        var file = Path.Combine(Golden.Folder, "..", "..", "..", "client", "maps", "Shipped", "plaid.json");
        using var map = JsonDocument.Parse(File.ReadAllText(file));
        var values = map.RootElement.GetProperty("fields").GetProperty("category").GetProperty("values");

        Assert.Equal(PlaidCategories.Codes.Order(StringComparer.Ordinal),
            values.EnumerateObject().Select(static each => each.Name).Order(StringComparer.Ordinal));
        Assert.All(values.EnumerateObject(), static each => Assert.Equal(each.Value.GetString(),
            PlaidCategories.Of(each.Name, RowDirection.Debit) ?? PlaidCategories.Of(each.Name, RowDirection.Credit)));
    }
}
