using System.Globalization;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Models;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>The registry of models.</summary>
public sealed class ModelsClient
{
    private readonly Transport _calls;

    internal ModelsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Keeps a model in the registry, once every check has passed. The same file is the same model, so it is sent again
    /// by itself where no answer came.
    /// </summary>
    /// <param name="model">Its file, and what is to be known of it.</param>
    /// <param name="cancel">Stops waiting; the model may have been kept by then.</param>
    public Task<ModelBody> CreateAsync(ModelRequest model, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Post, Routes.Models, model, ContractJson.Default.ModelRequest),
            ContractJson.Default.ModelBody,
            cancel);

    /// <summary>A model with its report.</summary>
    /// <param name="hash">Its name in the registry.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ModelBody> GetAsync(string hash, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForModel(hash)), ContractJson.Default.ModelBody, cancel);

    /// <summary>The tenant's models, the oldest first.</summary>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="from">Only what was kept from this time on; all where null.</param>
    /// <param name="to">Only what was kept before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<ModelList> ListAsync(
        string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Part(Routes.Models, after, limit, from, to)), ContractJson.Default.ModelList, cancel);

    /// <summary>A model's file, byte by byte as it is kept.</summary>
    /// <param name="hash">Its name in the registry.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<byte[]> GetFileAsync(string hash, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForModel(hash) + "/file"), static utf8 => utf8, cancel);

    /// <summary>Approves a model that another key has brought. Approving twice is approving once.</summary>
    /// <param name="hash">Its name in the registry.</param>
    /// <param name="cancel">Stops waiting; the model may have been approved by then.</param>
    public Task<ModelBody> ApproveAsync(string hash, CancellationToken cancel = default) =>
        _calls.AskAgain(
            () => Request(HttpMethod.Post, Routes.ForModel(hash) + "/approval"),
            ContractJson.Default.ModelBody,
            cancel);

    /// <summary>How a model fares: drift, alerts beside the budget, outcomes.</summary>
    /// <param name="hash">Its name in the registry.</param>
    /// <param name="from">Arrivals from this time on; seven days before the end where null.</param>
    /// <param name="to">Arrivals before this time; now where null.</param>
    /// <param name="referenceFrom">The window to compare with; 28 days before its end where null.</param>
    /// <param name="referenceTo">Its end; where the window begins where null.</param>
    /// <param name="labelDays">After so many days a label is due, 0 to 366; 7 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<MonitorBody> MonitorAsync(
        string hash, DateTimeOffset? from = null, DateTimeOffset? to = null, DateTimeOffset? referenceFrom = null,
        DateTimeOffset? referenceTo = null, int? labelDays = null, CancellationToken cancel = default)
    {
        var days = labelDays is { } stated
            ? string.Create(CultureInfo.InvariantCulture, $"&label_days={stated}") : "";
        var query = Bound("from", from) + Bound("to", to) + Bound("reference_from", referenceFrom)
            + Bound("reference_to", referenceTo) + days;
        var path = Routes.ForModel(hash) + "/monitor" + (query.Length == 0 ? "" : $"?{query[1..]}");
        return _calls.AskAgain(Get(path), ContractJson.Default.MonitorBody, cancel);
    }
}
