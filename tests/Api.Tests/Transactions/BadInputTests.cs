using System.Text;
using System.Text.Json;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Api.Tests.Transactions;

/// <summary>What bad input gets: a typed error naming field and line, and the rest of the stream unaffected.</summary>
public sealed class BadInputTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [MemberData(nameof(BadLines.Table), MemberType = typeof(BadLines))]
    public void Line_WithThisField_GetsThisError(string field, string? code, string? named)
    {
        var line = BadLines.Replace(field);
        var read = TransactionReader.Read(Encoding.UTF8.GetBytes(line), Rules());

        Assert.Equal((code, named), (read.Fault?.Code.Code, read.Fault?.Field));
        Assert.Equal(code is null, read.Transaction is not null);
    }

    [Fact]
    public async Task Stream_EveryBadLineBetweenGoodOnes_NamesLineAndFieldAndTakesTheRest()
    {
        var rows = BadLines.Table()
            .Select(row => (Field: (string)row[0], Code: (string?)row[1], Named: (string?)row[2]))
            .ToList();
        var upload = new StringBuilder();
        foreach (var row in rows)
        {
            upload.Append(Wire.Line()).Append('\n').Append(BadLines.Replace(row.Field)).Append('\n');
        }

        using var client = host.Client();
        var answers = await client.Send(upload.ToString());

        Assert.Equal((rows.Count * 2) + 1, answers.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var (good, other) = (answers[i * 2], answers[(i * 2) + 1]);
            Assert.Equal(((i * 2) + 1, (i * 2) + 2), (good.Line(), other.Line()));
            Assert.True(good.TryGetProperty("decision", out _));
            Assert.Equal(rows[i].Code is null, other.TryGetProperty("decision", out _));
            if (rows[i].Code is { } code)
            {
                Assert.Equal((code, rows[i].Named), (other.Code(), other.Field()));
                Assert.Equal((i * 2) + 2, other.GetProperty("error").GetProperty("line").GetInt64());
            }
        }

        var end = answers[^1];
        Assert.Equal(rows.Count(row => row.Code is not null), end.GetProperty("refused").GetInt64());
        Assert.Equal(1, end.GetProperty("unknown_fields").GetProperty("descripton").GetInt64());
    }

    [Fact]
    public void Line_CutAnywhereOrWithAnyByteChanged_IsTakenOrRefusedButNeverThrows()
    {
        var line = Encoding.UTF8.GetBytes(BadLines.Replace("\"geo\":{\"lat\":3.1,\"lon\":101.6}"));
        var refused = 0;
        for (var i = 0; i < line.Length; i++)
        {
            Assert.NotNull(TransactionReader.Read(line.AsSpan(0, i), Rules()).Fault);
            foreach (byte other in "\0\"\\{}[],: \xFF"u8)
            {
                var changed = (byte[])line.Clone();
                changed[i] = other;
                var read = TransactionReader.Read(changed, Rules());
                Assert.Equal(read.Fault is null, read.Transaction is not null);
                refused += read.Fault is null ? 0 : 1;
            }
        }

        Assert.True(refused > line.Length);
    }

    [Theory]
    [InlineData("a field twice", """{"id":"1","id":"2"}""", "field_duplicated", "id")]
    [InlineData("an escaped name is the same name", """{"id":"1","\u0069d":"2"}""", "field_duplicated", "id")]
    [InlineData("an array", "[1]", "not_an_object", null)]
    [InlineData("a number", "7", "not_an_object", null)]
    [InlineData("two objects on a line", "{} {}", "json_invalid", null)]
    [InlineData("a comment", "{/* */}", "json_invalid", null)]
    [InlineData("a trailing comma", """{"id":"1",}""", "json_invalid", null)]
    public void Line_ThatIsNoPlainObject_IsRefused(string what, string line, string code, string? named)
    {
        Assert.NotEmpty(what);
        var fault = TransactionReader.Read(Encoding.UTF8.GetBytes(line), Rules()).Fault;
        Assert.Equal((code, named), (fault?.Code.Code, fault?.Field));
    }

    [Fact]
    public void Line_InvalidUtf8_IsRefused()
    {
        var line = Encoding.UTF8.GetBytes(BadLines.Replace("\"description\":\"????\""));
        line[line.AsSpan().IndexOf("????"u8)] = 0xC3;
        Assert.Equal(ErrorCodes.Utf8Invalid, TransactionReader.Read(line, Rules()).Fault?.Code);
    }

    [Fact]
    public void Line_SixMinutesAhead_IsRefusedAndFiveMinutesIsNot()
    {
        var rules = Rules();
        string At(int minutes) => DateTimeOffset.FromUnixTimeMilliseconds(rules.Now).AddMinutes(minutes)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        var six = TransactionReader.Read(Encoding.UTF8.GetBytes(BadLines.Replace($"\"at\":\"{At(6)}\"")), rules);
        var five = TransactionReader.Read(Encoding.UTF8.GetBytes(BadLines.Replace($"\"at\":\"{At(5)}\"")), rules);

        Assert.Equal((ErrorCodes.InTheFuture, "at"), (six.Fault?.Code, six.Fault?.Field));
        Assert.Null(five.Fault);
    }

    [Fact]
    public void Line_OfAStrictTenantWithAnUnknownField_IsRefused()
    {
        var rules = new UploadRules(Pseudonyms(), strict: true, allowPanLikeIds: false) { Now = Now };
        var read = TransactionReader.Read(Encoding.UTF8.GetBytes(BadLines.Replace("\"secret\":1")), rules);
        Assert.Equal(ErrorCodes.FieldUnknown, read.Fault?.Code);
    }

    [Fact]
    public void Line_OfATenantThatAllowsThem_MayHaveAnAccountLikeACardNumber()
    {
        var rules = new UploadRules(Pseudonyms(), strict: false, allowPanLikeIds: true) { Now = Now };
        Assert.Null(
            TransactionReader.Read(Encoding.UTF8.GetBytes(BadLines.Replace("\"account\":\"4111111111111111\"")), rules)
                .Fault);
    }

    [Fact]
    public void UnknownFields_MoreNamesThanAreCounted_AreCountedTogether()
    {
        var rules = Rules();
        for (var i = 0; i < 1_000; i++)
        {
            TransactionReader.Read(Encoding.UTF8.GetBytes(BadLines.Replace($"\"field{i}\":1")), rules);
        }

        Assert.Equal(Limits.UnknownFieldNamesMax + 1, rules.Unknown.Counts.Count);
        Assert.Equal(1_000, rules.Unknown.Counts.Values.Sum());
    }

    [Fact]
    public async Task Error_OfAnyKind_NeverRepeatsTheOffendingValue()
    {
        using var client = host.Client();
        var answers =
            await client.Send(
                BadLines.Replace("\"account\":\"4111111111111111\"") + "\n" + BadLines.Replace(
                    "\"amount\":\"canary-77\"") + "\n");
        Assert.DoesNotContain("4111111111111111", JsonSerializer.Serialize(answers), StringComparison.Ordinal);
        Assert.DoesNotContain("canary-77", JsonSerializer.Serialize(answers), StringComparison.Ordinal);
    }

    private static long Now { get; } =
        DateTimeOffset.Parse("2026-11-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
        .ToUnixTimeMilliseconds();

    private static UploadRules Rules() => new(Pseudonyms(), strict: false, allowPanLikeIds: false) { Now = Now };

    private static IPseudonyms Pseudonyms() => PlainKeys.Of(new TenantId(1));
}
