using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Loads.Files;
using OrleansRisk.Maps;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Loads;

/// <summary>What the address of a load says of its files.</summary>
internal sealed class LoadOptionsReader(IMapStore maps)
{
    /// <summary>The options, and the zone that counts; or what is wrong with one of them.</summary>
    public async ValueTask<(LoadOptions? Options, string Zone, ApiError Error)> Read(
        HttpRequest request, TenantId tenant, TenantSettings settings, CancellationToken cancel)
    {
        var zone = LoadParameters.Zone.Find(request) ?? settings.Zone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) || !zone.Contains('/') && zone != "UTC")
        {
            return (null, zone, LoadParameters.Zone.Refusal(request));
        }

        var currency = LoadParameters.Currency.Find(request);
        if (currency is not null && !Currency.TryParse(currency, out _))
        {
            return (null, zone, LoadParameters.Currency.Refusal(request));
        }

        var account = LoadParameters.Account.Find(request);
        if (account is not null && TextRules.Id(account) is not null)
        {
            return (null, zone, LoadParameters.Account.Refusal(request));
        }

        var map = LoadParameters.Map.Find(request);
        var kept = map is null ? null : await Find(tenant, map, cancel);
        if (map is not null && kept is null)
        {
            return (null, zone, new ApiError(ErrorCodes.NotFound, "map"));
        }

        return (new LoadOptions
        {
            Account = account,
            Currency = currency,
            Zone = found,
            Map = kept,
            Encoding = LoadParameters.Encoding.Find(request),
            DayFirst = LoadParameters.Days.Of(request) switch
            {
                "day_first" => true,
                "month_first" => false,
                _ => null,
            },
            DecimalMark = LoadParameters.DecimalMark.Of(request) switch
            {
                "dot" => '.',
                "comma" => ',',
                _ => null,
            },
            RoundExtraDecimals = LoadParameters.ExtraDecimals.Of(request) == "round",
        }, zone, default);
    }

    /// <summary>The tenant's own map of that name, else the shipped one.</summary>
    private async ValueTask<LoadMap?> Find(TenantId tenant, string name, CancellationToken cancel)
    {
        if (!MapName.IsValid(name))
        {
            return null;
        }

        var content = await maps.Find(tenant, name, null, cancel) is { } row
            ? row.Content.ToArray() : ShippedMaps.Find(name);
        return content is null ? null : new LoadMap(name, MapFile.Parse(content));
    }
}
