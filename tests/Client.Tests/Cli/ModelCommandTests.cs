using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Models;

namespace OrleansRisk.Client.Tests.Cli;

public sealed class ModelCommandTests : IAsyncLifetime
{
    private readonly string _file = Path.GetTempFileName();
    private ScriptedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.Start();
        await File.WriteAllTextAsync(_file, """{"sha256":"…","model":{}}""");
        var model = new ModelBody
        {
            Hash = "abc",
            Role = "anomaly",
            Kind = "scorecard",
            Owner = "o",
            Purpose = "p",
            TrainedFrom = null,
            TrainedTo = null,
            DataHash = null,
            UploadedBy = "key:1",
            UploadedAt = Some.Time,
            ApprovedBy = null,
            ApprovedAt = null,
        };
        var deployment = new ModelDeploymentBody
        {
            ModelDeployment = 4,
            From = Some.Time,
            Of = 0,
            By = "key:1",
            At = Some.Time,
            Anomaly = "abc",
            Challengers = [],
            Credit = "def",
        };
        _server.Answer("POST /v1/models", model, ContractJson.Default.ModelBody, 201);
        _server.Answer("GET /v1/models", new ModelList { Models = [model] }, ContractJson.Default.ModelList);
        _server.Answer("GET /v1/models/abc", model, ContractJson.Default.ModelBody);
        _server.Answer("GET /v1/models/abc/file", model, ContractJson.Default.ModelBody);
        _server.Answer("GET /v1/models/abc/monitor?label_days=3", Monitored(), ContractJson.Default.MonitorBody);
        _server.Answer("POST /v1/models/abc/approval", model, ContractJson.Default.ModelBody);
        _server.Answer("POST /v1/model-deployments", deployment, ContractJson.Default.ModelDeploymentBody, 201);
        _server.Answer(
            "POST /v1/model-deployments/rollback", deployment, ContractJson.Default.ModelDeploymentBody, 201);
        var list = new ModelDeploymentList { Counting = 4, ModelDeployments = [deployment] };
        _server.Answer("GET /v1/model-deployments", list, ContractJson.Default.ModelDeploymentList);
        _server.Answer("GET /v1/model-deployments?limit=1", list, ContractJson.Default.ModelDeploymentList);
    }

    public async Task DisposeAsync()
    {
        File.Delete(_file);
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("models list", "GET /v1/models")]
    [InlineData("models show abc", "GET /v1/models/abc")]
    [InlineData("models show abc --file", "GET /v1/models/abc/file")]
    [InlineData("models monitor abc --label-days 3", "GET /v1/models/abc/monitor?label_days=3")]
    [InlineData("models approve abc", "POST /v1/models/abc/approval")]
    [InlineData("model-deployments create --anomaly abc --challenger x --challenger y",
        "POST /v1/model-deployments")]
    [InlineData("model-deployments roll-back --to 2", "POST /v1/model-deployments/rollback")]
    [InlineData("model-deployments list", "GET /v1/model-deployments")]
    public async Task Model_EachCommand_MakesItsCall(string command, string call)
    {
        var ran = await Called.Risk(_server, command.Split(' '));
        Assert.Equal(0, ran.Exit);
        Assert.Equal([call], _server.Calls.Select(static each => each.Call));
    }

    private static MonitorBody Monitored() => new()
    {
        Hash = "abc",
        From = Some.Time,
        To = Some.Time,
        ReferenceFrom = Some.Time,
        ReferenceTo = Some.Time,
        Accounts = 0,
        Complete = true,
        Score = new DriftBody { Index = null, NoiseFloor = null, Events = 0, ReferenceEvents = 0, Enough = false },
        Features = [],
        Alerts = new AlertsBody { Scored = 0, Reviewed = 0, Declined = 0, Budget = null, Allowed = null },
        Outcome = new ModelOutcomeBody
        {
            LabelDays = 3,
            Mature = 0,
            Labelled = 0,
            Frauds = 0,
            Auc = null,
            AveragePrecision = null,
            PrecisionAtReview = null,
            RecallAtReview = null,
        },
        Swap = null,
    };

    [Fact]
    public async Task Add_File_GoesAsItStands()
    {
        var ran = await Called.Risk(
            _server,
            ["models", "put", _file, "--owner", "o", "--purpose", "p", "--trained-from", "2026-01-01"]);
        Assert.Equal(0, ran.Exit);
        var sent = Assert.Single(_server.Calls).Body;
        Assert.Contains("2026-01-01", sent, StringComparison.Ordinal);
        Assert.Equal("""{"sha256":"…","model":{}}""",
            System.Text.Json.JsonDocument.Parse(sent).RootElement.GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("--owner o")]
    [InlineData("--owner o --purpose p --review-at 600")]
    [InlineData("--owner o --purpose p --golden nowhere.json")]
    public async Task Add_HalfSaid_IsAMistakeAndSendsNothing(string options)
    {
        var ran = await Called.Risk(_server, ["models", "put", _file, .. options.Split(' ')]);
        Assert.Equal(2, ran.Exit);
        Assert.Empty(_server.Calls);
    }

    /// <summary>What is up stays up; only who scores in its shadow changes.</summary>
    [Fact]
    public async Task Challenge_WhateverIsUp_LeavesItUp()
    {
        var ran = await Called.Risk(_server, ["model-deployments", "challenge", "--challenger", "x"]);
        Assert.Equal(0, ran.Exit);
        Assert.Equal(
            ["GET /v1/model-deployments?limit=1", "POST /v1/model-deployments"],
            _server.Calls.Select(static each => each.Call));
        Assert.Equal("""{"anomaly":"abc","challengers":["x"],"credit":"def"}""", _server.Calls.Last().Body);
    }
}
