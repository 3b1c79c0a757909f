using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>The registry over the host as it is and PostgreSQL.</summary>
public sealed class ModelsTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Add_SoundModel_IsKeptOnceWithItsFileByteByByte()
    {
        var (_, one, _) = await host.Admins();
        var file = SomeModel.File();

        var kept = await ModelCalls.Call(one, HttpMethod.Post, "/v1/models", ModelCalls.Request(file));
        var again = await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/models", ModelCalls.Request(file, owner: "somebody else"));

        Assert.Equal(HttpStatusCode.Created, kept.Status);
        Assert.Equal(kept.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal(("anomaly", "scorecard", "risk team"),
            (kept.Body.Text("role"), kept.Body.Text("kind"), kept.Body.Text("owner")));
        var hash = kept.Body.Text("hash")!;
        Assert.Equal(file, await one.GetByteArrayAsync(new Uri($"/v1/models/{hash}/file", UriKind.Relative)));
        var shown = await ModelCalls.Call(one, HttpMethod.Get, $"/v1/models/{hash}");
        Assert.Equal("<p>held</p>", shown.Body.Text("report"));
        var listed = await ModelCalls.Call(one, HttpMethod.Get, "/v1/models");
        Assert.Equal(hash, Assert.Single(listed.Body.GetProperty("models").EnumerateArray()).Text("hash"));
    }

    [Fact]
    public async Task Add_CreditModel_HasItsRole()
    {
        var (_, one, _) = await host.Admins();
        var kept = await ModelCalls.Call(
            one, HttpMethod.Post, "/v1/models", ModelCalls.Request(SomeModel.CreditFile()));
        Assert.Equal(("credit", "credit_card"), (kept.Body.Text("role"), kept.Body.Text("kind")));
    }

    /// <summary>
    /// What a card was fitted on has to be what the tenant lends in, and what it reads what may be read.
    /// </summary>
    [Theory]
    [InlineData("CZK", FeatureNumber.IncomeLevel, "it is for loans in CZK, and the tenant's are in MYR")]
    [InlineData(null, FeatureNumber.IncomeLevel, "it does not state its currency")]
    [InlineData("MYR", FeatureNumber.RequestHolders, "it reads request.holders, which is denied")]
    [InlineData("MYR", FeatureNumber.CoverageUncategorised, "it reads coverage.uncategorised, which is denied")]
    [InlineData("MYR", FeatureNumber.CashShare, "it reads cash.share, which is denied: the lender denies it")]
    public async Task Add_CreditModelNotMeantForTheTenant_IsRefusedByName(
        string? currency, FeatureNumber feature, string cause)
    {
        var (_, one, _) = await host.Admins();
        await Refused(one, Encoding.UTF8.GetString(SomeModel.CreditFile(currency, feature, "cash.share")), cause);
    }

    /// <summary>Each is wrong in one way, with a hash that fits unless it is the hash that is wrong.</summary>
    [Theory]
    [InlineData("\"edges\":[10000]", "\"edges\":[1e999]", "not finite")]
    [InlineData("\"edges\":[10000]", "\"edges\":[NaN]", "does not read")]
    [InlineData("\"feature\":\"amount.value\"", "\"feature\":\"amount.valeu\"", "no feature amount.valeu")]
    [InlineData("\"feature\":\"amount.value\"", "\"feature\":\"income.level\"", "one of credit")]
    [InlineData("\"version\":1", "\"version\":7", "version 7")]
    [InlineData("\"kind\":\"scorecard\"", "\"kind\":\"forest\"", "kind forest")]
    [InlineData("\"review_at\":600,\"decline_at\":800", "\"review_at\":600", "no thresholds")]
    [InlineData("\"review_at\":600", "\"review_at\":900", "would not all be reviewed")]
    [InlineData("\"budget\":\"0.5 %\"", "\"budget\":\"some\"", "budget")]
    [InlineData("\"scale\":\"risk\"", "\"scale\":\"credit\"", "")]
    [InlineData("\"points\":650", "\"points\":651", "golden row")]
    [InlineData("\"golden\":[", "\"golden\":[],\"x\":[", "does not read")]
    public async Task Add_BadModel_IsRefusedByWhatIsWrongAndNothingIsKept(string right, string wrong, string cause)
    {
        var (_, one, _) = await host.Admins();
        var text = Inner(SomeModel.File());
        Assert.Contains(right, text, StringComparison.Ordinal);

        await Refused(one, Sealed(text.Replace(right, wrong, StringComparison.Ordinal)), cause);
    }

    [Fact]
    public async Task Add_HashThatDoesNotFit_IsRefused()
    {
        var (_, one, _) = await host.Admins();
        var text = Encoding.UTF8.GetString(SomeModel.File());
        await Refused(one, text.Replace("650", "660", StringComparison.Ordinal), "its hash is");
    }

    [Fact]
    public async Task Add_TreeThatGoesRound_IsRefused()
    {
        var (_, one, _) = await host.Admins();
        var tree = new Tree([1, -1, -1], [2, -1, -1], [0, 0, 0], [5f, .1f, .2f], [true, false, false], [9f, 4f, 5f]);
        var model = new TreeEnsemble(
            ScoreScale.Risk, [FeatureNumber.AmountValue], 0, [tree], 1, 0, new Thresholds(600, 800));
        var rows = Enumerable.Range(0, 10).Select(static _ => FeatureRow.Missing()).ToList();
        var text = Inner(Encoding.UTF8.GetBytes(ModelFile.Write(model, rows)));

        await Refused(one, Sealed(text.Replace("\"right\":[2,", "\"right\":[1,", StringComparison.Ordinal)), "twice");
        await Refused(one, Sealed(text.Replace("\"left\":[1,", "\"left\":[0,", StringComparison.Ordinal)), "child");
    }

    /// <summary>A gigabyte is refused by its first line, not by its last.</summary>
    [Fact]
    public async Task Add_Gigabyte_IsRefusedBeforeItIsRead()
    {
        var (_, one, _) = await host.Admins();
        using var body = new LongBody(1L << 30);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/models")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(body) { Headers = { { "Content-Type", "application/json" } } },
        };
        request.Content.Headers.ContentLength = 1L << 30;
        using var response = await one.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.True(body.Taken < 200L << 20, body.Taken.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Approve_ByWhoBroughtIt_IsRefusedAndByAnotherStands()
    {
        var (tenant, one, two) = await host.Admins();
        var three = host.Client(await host.Key(tenant, "admin"));
        var kept = await ModelCalls.Call(one, HttpMethod.Post, "/v1/models", ModelCalls.Request(SomeModel.File()));
        var path = $"/v1/models/{kept.Body.Text("hash")}/approval";

        var own = await ModelCalls.Call(one, HttpMethod.Post, path);
        var first = await ModelCalls.Call(two, HttpMethod.Post, path);
        var second = await ModelCalls.Call(three, HttpMethod.Post, path);

        Assert.Equal((HttpStatusCode.Conflict, "own_approval"), (own.Status, own.Body.Text("code")));
        Assert.NotEqual(first.Body.Text("uploaded_by"), first.Body.Text("approved_by"));
        Assert.Equal(first.Body.Text("approved_by"), second.Body.Text("approved_by"));
    }

    [Fact]
    public async Task Model_OfAnotherTenant_IsAnsweredAsOneThatIsNotThere()
    {
        var (_, one, _) = await host.Admins();
        var (_, other, _) = await host.Admins();
        var kept = await ModelCalls.Call(one, HttpMethod.Post, "/v1/models", ModelCalls.Request(SomeModel.File()));
        var hash = kept.Body.Text("hash");

        Assert.Equal(HttpStatusCode.NotFound,
            (await ModelCalls.Call(other, HttpMethod.Get, $"/v1/models/{hash}")).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await ModelCalls.Call(other, HttpMethod.Get, $"/v1/models/{hash}/file")).Status);
        Assert.Equal(HttpStatusCode.NotFound,
            (await ModelCalls.Call(other, HttpMethod.Post, $"/v1/models/{hash}/approval")).Status);
        Assert.Equal("model_unknown", (await ModelCalls.Call(
            other, HttpMethod.Post, "/v1/model-deployments", $$"""{"challengers":["{{hash}}"]}""")).Body.Text("code"));
        var list = await ModelCalls.Call(other, HttpMethod.Get, "/v1/models");
        Assert.Empty(list.Body.GetProperty("models").EnumerateArray());
    }

    /// <summary>The database itself shows a reader one tenant's models and lets nobody change one.</summary>
    [Fact]
    public async Task Table_AsItsRoles_ShowsOneTenantAndChangesNothing()
    {
        var (_, one, _) = await host.Admins();
        await ModelCalls.Call(one, HttpMethod.Post, "/v1/models", ModelCalls.Request(SomeModel.File()));

        await using var reader = NpgsqlDataSource.Create(host.Database.Reader);
        await using var count = reader.CreateCommand(
            "select set_config('app.tenant', '999999', false); select count(*) from risk.models");
        await using var rows = await count.ExecuteReaderAsync();
        await rows.NextResultAsync();
        await rows.ReadAsync();
        Assert.Equal(0, rows.GetInt64(0));
        await using var operators = NpgsqlDataSource.Create(host.Database.Operator);
        foreach (var change in new[] { "update risk.models set file = ''", "delete from risk.models" })
        {
            await using var command = operators.CreateCommand(change);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private static async Task Refused(HttpClient client, string file, string cause)
    {
        var refused = await ModelCalls.Call(
            client, HttpMethod.Post, "/v1/models", ModelCalls.Request(Encoding.UTF8.GetBytes(file)));
        Assert.Equal((HttpStatusCode.BadRequest, "model_invalid"), (refused.Status, refused.Body.Text("code")));
        Assert.Contains(cause, refused.Body.Text("cause"), StringComparison.Ordinal);
        var list = await ModelCalls.Call(client, HttpMethod.Get, "/v1/models");
        Assert.Empty(list.Body.GetProperty("models").EnumerateArray());
    }

    private static string Inner(byte[] file)
    {
        using var whole = JsonDocument.Parse(file);
        return whole.RootElement.GetProperty("model").GetRawText();
    }

    private static string Sealed(string model)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)));
        return $"{{\"sha256\":\"{hash}\",\"model\":{model}}}";
    }

    private sealed class LongBody(long length) : Stream
    {
        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => Taken; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - Taken);
            buffer.AsSpan(offset, given).Fill((byte)' ');
            Taken += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
