using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Tests.Transactions;

/// <summary>
/// Every bad line over both routes of a real Kestrel, as one object and between the lines of a stream.
/// </summary>
public sealed class BadInputRoutesTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Object_EveryBadOne_IsAProblemOfThatCodeAndFieldAndReachesNoAccount()
    {
        await using var own = await ApiHost.Start();
        using var client = own.Client1();
        var taken = 0;
        foreach (var row in BadLines.Table())
        {
            var (field, code, named) = ((string)row[0], (string?)row[1], (string?)row[2]);
            using var response = await Post(client, Encoding.UTF8.GetBytes(BadLines.Replace(field)));
            var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            taken += code is null ? 1 : 0;
            if (code is null)
            {
                Assert.True(response.IsSuccessStatusCode, $"{field}: {answer}");
                continue;
            }

            Assert.Equal((ErrorCodes.Find(code)!.Status, code, named), (
                (int)response.StatusCode, answer.GetProperty("code").GetString(),
                answer.TryGetProperty("field", out var said) ? said.GetString() : null));
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(taken, own.Actors.Asked.Sum(asked => asked.Batch.Items.Count));
    }

    [Fact]
    public async Task Object_BrokenAtAnyByte_IsAProblemAndTheNextCallIsFine()
    {
        using var client = host.Client1();
        var line = Encoding.UTF8.GetBytes(Wire.Line());
        for (var length = 1; length < line.Length; length++)
        {
            using var response = await Post(client, line[..length]);
            Assert.Equal((400, "json_invalid"), ((int)response.StatusCode, await CodeOf(response)));
        }

        using var good = await Post(client, line);
        Assert.True(good.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Stream_WithALineBrokenAtEachByte_RefusesThoseAndTakesTheRest()
    {
        using var client = host.Client();
        var line = Wire.Line();
        var upload = new StringBuilder();
        for (var length = 1; length < line.Length; length++)
        {
            upload.Append(line, 0, length).Append('\n').Append(line).Append('\n');
        }

        var answers = await client.Send(upload.ToString());
        Assert.Equal(2 * (line.Length - 1), answers.Count - 1);
        for (var i = 0; i < answers.Count - 1; i += 2)
        {
            Assert.Equal((i + 1, "json_invalid"), (answers[i].Line(), answers[i].Code()));
            Assert.True(answers[i + 1].TryGetProperty("decision", out _), answers[i + 1].GetRawText());
        }
    }

    [Theory]
    [InlineData((byte)0xFF)]
    [InlineData((byte)0xC3)]
    [InlineData((byte)0xED)]
    [InlineData((byte)0x80)]
    public async Task InvalidUtf8_OnEitherRoute_IsRefusedAndItsNeighboursAreTaken(byte wrong)
    {
        var bad = Encoding.UTF8.GetBytes(BadLines.Replace("\"description\":\"????\""));
        bad[bad.AsSpan().IndexOf("????"u8)] = wrong;
        using var client = host.Client1();
        using var one = await Post(client, bad);
        Assert.Equal((400, "utf8_invalid"), ((int)one.StatusCode, await CodeOf(one)));

        byte[] good = [.. Encoding.UTF8.GetBytes(Wire.Line()), (byte)'\n'];
        using var many = await Post(client, [.. good, .. bad, (byte)'\n', .. good], Wire.Ndjson);
        var answers = Wire.Parse(await many.Content.ReadAsStringAsync());
        Assert.Equal((2, "utf8_invalid"), (answers[1].Line(), answers[1].Code()));
        Assert.Equal(2, answers[^1].GetProperty("scored").GetInt32());
    }

    [Theory]
    [InlineData("\uFEFF", "")]
    [InlineData("", "\r\n")]
    [InlineData(" \t\r\n", "\r\n\r\n")]
    public async Task Object_WithMarkOrWhiteSpaceAround_IsTaken(string before, string after)
    {
        using var client = host.Client1();
        using var response = await Post(client, Encoding.UTF8.GetBytes(before + Wire.Line() + after));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Id_OfAMegabyte_IsTooLongOnEitherRoute()
    {
        var line = BadLines.Replace($"\"id\":\"{new string('i', 1 << 20)}\"");
        using var client = host.Client1();
        using var one = await Post(client, Encoding.UTF8.GetBytes(line));
        Assert.Equal((413, "body_too_large"), ((int)one.StatusCode, await CodeOf(one)));
        var answers = await client.Send($"{line}\n{Wire.Line()}\n");
        Assert.Equal((1, "line_too_long"), (answers[0].Line(), answers[0].Code()));
        Assert.True(answers[1].TryGetProperty("decision", out _));
    }

    [Fact]
    public async Task Stream_WithEachWrongContentType_IsRefusedWithoutALine()
    {
        using var client = host.Client1();
        foreach (var type in new[] { "application/ndjson", "text/csv", "application/x-ndjson; charset=utf-16", "x" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Wire.Lines(3)));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var response = await client.PostAsync(new Uri("/v1/transactions", UriKind.Relative), content);
            Assert.Equal((415, "content_type_unsupported"), ((int)response.StatusCode, await CodeOf(response)));
        }
    }

    [Theory]
    [InlineData("a key that opens nothing", "key_invalid")]
    [InlineData("a compressed body", "encoding_unsupported")]
    public async Task Upload_OfManyMegabytesThatIsRefusedAtOnce_HearsWhy(string what, string code)
    {
        using var client = host.Client1(what.Contains("key", StringComparison.Ordinal) ? "ork_my_none_none" : null);
        for (var i = 0; i < 5; i++)
        {
            using var content = new ByteArrayContent(new byte[20_000_000]);
            content.Headers.ContentType = new(Wire.Ndjson);
            content.Headers.ContentEncoding.Add("gzip");
            using var response = await client.PostAsync(new Uri("/v1/transactions", UriKind.Relative), content);
            Assert.Equal(code, await CodeOf(response));
        }
    }

    [Fact]
    public void Table_OfBadLines_HasForEachFieldAWrongTypeAWrongValueAndAGoodOne()
    {
        var rows = BadLines.Table()
            .Select(row => (Name: ((string)row[0]).Split(':')[0].Trim('"'), Code: (string?)row[1])).ToList();
        var fields = ContractJson.Default.TransactionBody.Properties.Select(property => property.Name).ToList();
        Assert.Equal(22, fields.Count);
        string[] types = ["field_type", "amount_not_text"];
        Assert.All(fields, field =>
        {
            var codes = rows.Where(row => row.Name == field).Select(row => row.Code).ToList();
            Assert.True(codes.Any(code => types.Contains(code)), $"{field}: no wrong type");
            Assert.True(codes.Any(code => code is not null && !types.Contains(code)), $"{field}: no wrong value");
            // A correction is history's alone, and these lines are sent live.
            Assert.True(codes.Contains(null) || field == "corrects", $"{field}: none that is taken");
        });
        string[] required = ["id", "account", "at", "amount", "currency", "direction"];
        Assert.All(required, field => Assert.Contains((field, "field_missing"), rows));
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, byte[] body, string type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return client.PostAsync(new Uri("/v1/transactions", UriKind.Relative), content);
    }

    private static async Task<string?> CodeOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
}
