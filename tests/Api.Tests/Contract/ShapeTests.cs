using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Contract;

/// <summary>
/// What is promised: shapes as files that a person has looked at, and the same shapes in the contract's types.
/// </summary>
public sealed class ShapeTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Stream_OneOfEachLine_IsWhatWasApproved()
    {
        await using var own = await ApiHost.Start();
        using var client = own.Client();
        var lines = $"{Wire.Line()}\n{Wire.Line(amount: "\"55.711\"")}\n{{\n";
        using var response = await client.PostAsync(new Uri("/v1/transactions", UriKind.Relative), Wire.Content(lines));
        var text = Masked(await response.Content.ReadAsStringAsync());
        Approved.Check("stream.ndjson", text);

        var parsed = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => AnswerLine.Parse(Encoding.UTF8.GetBytes(line))).ToList();
        Assert.IsType<AnswerLine.Decided>(parsed[0]);
        Assert.IsType<AnswerLine.Failed>(parsed[1]);
        Assert.IsType<AnswerLine.Ended>(parsed[3]);
    }

    [Fact]
    public async Task Decision_AsItIsWritten_IsTheContractsShapeFieldByField()
    {
        using var client = host.Client();
        using var response = await client.PostAsync(
            new Uri("/v1/transactions", UriKind.Relative), Wire.Content(Wire.Line(), "application/json"));
        var written = await response.Content.ReadAsStringAsync();
        var body = JsonSerializer.Deserialize(written, ContractJson.Default.DecisionBody)!;
        var again = JsonSerializer.Serialize(body, ContractJson.Default.DecisionBody);

        Assert.Equal(Names(JsonDocument.Parse(written).RootElement), Names(JsonDocument.Parse(again).RootElement));
        Approved.Check("decision.json", Indented(Masked(written)));
    }

    [Fact]
    public async Task Problem_AsItIsWritten_IsWhatWasApproved()
    {
        using var client = host.Client1("ork_my_none_none");
        using var response = await client.GetAsync(new Uri("/v1/tenants", UriKind.Relative));
        Approved.Check("problem.json", Indented(Masked(await response.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task OpenApi_Description_IsWhatWasApproved()
    {
        using var client = host.Client1();
        var text = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        Approved.Check("openapi.json", text);
    }

    [Fact]
    public async Task OpenApi_Description_NamesEveryRouteAndOnlyThingsThatAreThere()
    {
        using var client = host.Client1();
        var document = JsonDocument.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))
            .RootElement;
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToHashSet();
        var routes = typeof(Routes).GetFields().Select(field => (string)field.GetRawConstantValue()!)
            .Where(route => route.StartsWith("/v1/", StringComparison.Ordinal));
        Assert.Equal(routes.Order(), paths.Order());
        foreach (Match reference in Regex.Matches(
            document.GetRawText(), "\"\\$ref\":\\s*\"#/components/schemas/([^\"]+)\""))
        {
            Assert.True(
                document.GetProperty("components").GetProperty("schemas")
                    .TryGetProperty(reference.Groups[1].Value, out _),
                reference.Value);
        }
    }

    [Fact]
    public void ErrorCodes_Table_IsWhatWasApproved() => Approved.Check(
        "errors.txt",
            string.Join(
                '\n', ErrorCodes.All.Select(row => $"{row.Code} {row.Status} {(row.SendAgain ? "send again" : "")}")));

    [Fact]
    public void ErrorCodes_Table_HasEachCodeOnceAndASentence()
    {
        Assert.Equal(ErrorCodes.All.Count, ErrorCodes.All.Select(row => row.Code).Distinct().Count());
        Assert.All(ErrorCodes.All, row =>
        {
            Assert.Matches("^[a-z0-9_]+$", row.Code);
            Assert.EndsWith(".", row.Sentence, StringComparison.Ordinal);
            Assert.EndsWith(".", row.Next, StringComparison.Ordinal);
            Assert.InRange(row.Status, 400, 599);
            Assert.Same(row, ErrorCodes.Find(row.Code));
        });
    }

    [Fact]
    public void Ids_OfAccountsDecisionsAndTenants_RoundTripAndRefuseOthers()
    {
        var letters = Some.Account().ToString();
        foreach (var sequence in new[] { 1, 42, long.MaxValue })
        {
            Assert.True(Ids.TryParseDecision(Ids.Decision(letters, sequence), out var read, out var number, out _));
            Assert.Equal((letters, sequence), (read, number));
        }

        Assert.True(Ids.TryParseAccount(Ids.Account(letters), out var account));
        Assert.Equal(letters, account);
        Assert.All(
            new[] { null, "", "dec_", "acct_" + letters, "dec_" + letters, Ids.Decision(letters, 1).ToUpperInvariant(),
                Ids.Decision(letters, 1) + "a" },
            text => Assert.False(Ids.TryParseDecision(text, out _, out _, out _)));
        Assert.All(new[] { "ten_0", "ten_01", "ten_-1", "ten_", "1" }, text =>
            Assert.False(Ids.TryParseTenant(text, out _)));
    }

    [Fact]
    public void TransactionBody_Serialized_IsALineThatIsTaken()
    {
        var body = new TransactionBody
        {
            Id = "T-1",
            Account = "A-1",
            At = new DateTimeOffset(2025, 3, 1, 9, 30, 0, TimeSpan.FromHours(8)),
            Amount = "55.71",
            Currency = "MYR",
            Direction = Directions.Debit,
            Geo = new GeoBody(3.139, 101.686),
            Mcc = "5411",
            Fx = "1.5",
        };
        var rules = new OrleansRisk.Api.Ingest.UploadRules(
            PlainKeys.Of(new(1)), strict: true, allowPanLikeIds: false)
        { Now = Some.Moment };
        var read = OrleansRisk.Api.Ingest.TransactionReader.Read(
            JsonSerializer.SerializeToUtf8Bytes(body, ContractJson.Default.TransactionBody), rules);
        Assert.Null(read.Fault);
        Assert.Equal(5_571, read.Transaction!.AmountMinor);
    }

    private static string Masked(string text) => Regex.Replace(
        Regex.Replace(text, "req_[0-9A-Za-z-]+", "req_…"), "(dec_[a-z2-7]{26})[a-z2-7]{13}", "$1aaaaaaaaaaaab");

    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            document.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static List<string> Names(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(
            property => Names(property.Value, $"{path}.{property.Name}").Prepend($"{path}.{property.Name}"))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(item => Names(item, path + "[]"))],
        _ => [],
    };
}
