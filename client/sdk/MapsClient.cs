using System.Globalization;
using System.Text.Json;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Maps;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Column maps.</summary>
public sealed class MapsClient
{
    private readonly Transport _calls;

    internal MapsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Keeps a column map under a name. Keeping the same content again makes no new version, so it is sent again by
    /// itself where no answer came.
    /// </summary>
    /// <param name="name">1–64 small letters, digits and hyphens, beginning with a letter.</param>
    /// <param name="map">The map file's content.</param>
    /// <param name="cancel">Stops waiting; the map may have been kept by then.</param>
    public Task<MapBody> PutAsync(string name, JsonElement map, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Body(HttpMethod.Put, Routes.ForMap(name), map, ContractJson.Default.JsonElement),
            ContractJson.Default.MapBody,
            cancel);

    /// <summary>A column map.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">An earlier version; the newest where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<MapBody> GetAsync(string name, int? version = null, CancellationToken cancel = default) =>
        _calls.AskAgain(
            Get(Routes.ForMap(name) + (version is { } number
                ? string.Create(CultureInfo.InvariantCulture, $"?version={number}") : "")),
            ContractJson.Default.MapBody,
            cancel);

    /// <summary>The tenant's column maps.</summary>
    /// <param name="after">The item that an earlier page ended with; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; all the server shows at once where null.</param>
    /// <param name="from">Only what was made from this time on; all where null.</param>
    /// <param name="to">Only what was made before this time; all where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<MapList> ListAsync(
        string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Part(Routes.Maps, after, limit, from, to)), ContractJson.Default.MapList, cancel);
}
