using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Maps;
using OrleansRisk.Maps;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Maps;

/// <summary>A tenant's column maps: kept by name, each change a version of its own. Nothing here reads rows.</summary>
internal sealed class MapEndpoints(IMapStore store, IActors actors)
{
    public static readonly WholeNumber Version = new(
        "version", "An earlier version; the newest if it is not stated.", 1, int.MaxValue);

    public async Task Put(HttpContext context, string name)
    {
        if (!MapName.IsValid(name))
        {
            await ApiError.Write(context, ErrorCodes.NameInvalid, "name");
            return;
        }

        if (await Bodies.ReadOrRefuse(context) is not { } body)
        {
            return;
        }

        if (Fault(body) is { } place)
        {
            await ApiError.Write(context, ErrorCodes.MapInvalid, place);
            return;
        }

        var caller = Call.Of(context).Caller;
        var kept = await actors.Tenant(caller.Tenant).KeepMap(caller, new MapUpload(name, body.ToArray()));
        if (!kept.IsDone)
        {
            await Outcomes.Of(kept.Failure).Write(context);
            return;
        }

        var row = await store.Find(caller.Tenant, name, kept.Value, CancellationToken.None);
        await Json.Write(context, Body(row!), ContractJson.Default.MapBody);
    }

    public async Task One(HttpContext context, string name)
    {
        var version = Version.Find(context.Request);
        var found = MapName.IsValid(name)
            ? await store.Find(Call.Of(context).Caller.Tenant, name, version, context.RequestAborted) : null;
        await (found is null ? ApiError.Write(context, ErrorCodes.NotFound)
            : Json.Write(context, Body(found), ContractJson.Default.MapBody));
    }

    public async Task All(HttpContext context)
    {
        var rows = await store.All(Call.Of(context).Caller.Tenant, context.RequestAborted);
        if (await ListPage.Cut(context, rows, static row => row.Name, static row => row.CreatedAt)
            is not var (found, more))
        {
            return;
        }

        var maps = found.Select(row => new MapEntry(row.Name, row.Version, At(row))).ToList();
        await Json.Write(context, new MapList { Maps = maps, HasMore = more }, ContractJson.Default.MapList);
    }

    /// <summary>Where the map is wrong, in the map's own words; null where it can be meant.</summary>
    private static string? Fault(ReadOnlyMemory<byte> body)
    {
        try
        {
            MapFile.Parse(body);
            return null;
        }
        catch (MapException wrong)
        {
            return wrong.Place;
        }
    }

    private static MapBody Body(MapRow row)
    {
        using var map = JsonDocument.Parse(row.Content);
        return new MapBody
        {
            Name = row.Name,
            Version = row.Version,
            Hash = Convert.ToHexStringLower(row.Hash.Span),
            CreatedAt = At(row),
            Map = map.RootElement.Clone(),
        };
    }

    private static DateTimeOffset At(MapRow row) => DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt);
}
