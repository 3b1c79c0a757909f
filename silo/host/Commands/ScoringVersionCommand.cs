using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Observations;
using OrleansRisk.Host.Settings;
using OrleansRisk.Postgres;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Host.Commands;

/// <summary>
/// <c>scoring-version</c> shows which nodes compute what and which scoring version each tenant is on;
/// <c>scoring-version TENANT VERSION</c> switches one, once every live node computes it. There is no way back.
/// </summary>
internal static class ScoringVersionCommand
{
    public static Task<int> Run(
        string? tenant, string? version, HostSettings settings, CancellationToken cancel) =>
        (tenant, version) switch
        {
            (null, _) => Show(settings, cancel),
            (_, null) => throw new InvalidDataException(
                $"scoring-version {tenant} needs the scoring version to go on to: scoring-version {tenant} 3"),
            _ => Switch(settings, tenant, version, cancel),
        };

    private static async Task<int> Show(HostSettings settings, CancellationToken cancel)
    {
        await using var stores = Open(settings);
        foreach (var node in await stores.Nodes.Live(cancel))
        {
            Say($"node {node.Node} computes scoring versions up to {node.NewestScoringVersion}, schema {node.Schema}");
        }

        var (versions, newest) = (VersionsOf(stores), ScoringVersions.Newest);
        foreach (var tenant in await stores.Tenants.All(cancel))
        {
            var version = await versions.Of(tenant.Id, cancel);
            Say($"tenant {tenant.Id.Value} ({tenant.Settings.Name}) is on scoring version {version} of {newest}");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> Switch(
        HostSettings settings, string tenant, string version, CancellationToken cancel)
    {
        await using var stores = Open(settings);
        if (!int.TryParse(tenant, CultureInfo.InvariantCulture, out var number)
            || await stores.Tenants.Find(new TenantId(number), cancel) is null)
        {
            await Console.Error.WriteLineAsync($"there is no tenant {tenant}");
            return ExitCodes.Failed;
        }

        // 0 is no scoring version, and is refused as one
        _ = ushort.TryParse(version, CultureInfo.InvariantCulture, out var to);
        var switching = new ScoringVersionSwitching(
            VersionsOf(stores), stores.Nodes, AdministrationCommand.Changes(stores), TimeProvider.System);
        var switched = await switching.Switch(
            new TenantId(number), AdministrationCommand.Principal, to, cancel);
        if (switched.Value is not { } outcome)
        {
            await Console.Error.WriteLineAsync(
                $"the database did not answer: whether tenant {tenant} was switched, scoring-version shows");
            return ExitCodes.Failed;
        }

        switch (outcome.Result)
        {
            case ScoringVersionSwitchResult.Switched or ScoringVersionSwitchResult.AlreadyThere:
                Say($"tenant {tenant} goes on with scoring version {outcome.ScoringVersion}");
                return ExitCodes.Done;
            case ScoringVersionSwitchResult.WouldGoBack:
                await Console.Error.WriteLineAsync(
                    $"tenant {tenant} is on scoring version {outcome.ScoringVersion}: "
                        + $"no account goes back to {version}");
                return ExitCodes.Failed;
            default:
                await Console.Error.WriteLineAsync(outcome.Behind.Count == 0
                    ? $"this program computes scoring versions 1 to {ScoringVersions.Newest}, "
                        + $"and {version} is none of them"
                    : $"not yet: {string.Join(", ", outcome.Behind.Select(node => node.Node))} "
                        + $"would not compute scoring version {version}; replace them first");
                return ExitCodes.Failed;
        }
    }

    /// <summary>What keeps this program from serving these tenants; null where nothing does.</summary>
    public static async Task<string?> Refusal(
        TenantScoringVersions versions, IEnumerable<TenantId> tenants, CancellationToken cancel)
    {
        var unknown = await versions.Unknown(tenants, cancel);
        return unknown.Count == 0
            ? null
            : string.Join('\n', unknown.Select(static each => string.Create(
                CultureInfo.InvariantCulture,
                $"Tenant {each.Tenant.Value} is on scoring version {each.ScoringVersion}, "
                + $"this program is of {ScoringVersions.Newest}.")));
    }

    private static PostgresStores Open(HostSettings settings) =>
        PostgresStores.Open(Databases.Of(settings), TimeProvider.System, NullLoggerFactory.Instance);

    private static TenantScoringVersions VersionsOf(PostgresStores stores) => new(stores.ReferenceData);

    private static void Say(FormattableString what) => Console.WriteLine(what.ToString(CultureInfo.InvariantCulture));
}
