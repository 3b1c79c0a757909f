using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Moving;

/// <summary>Lets go of tenants that leave, and says so once no turn of theirs is under way here.</summary>
internal sealed class Departures(
    MoveTables tables, TenantTurns turns, ILocalSiloDetails self, IHostApplicationLifetime life,
    ILogger<Departures> logger)
{
    private readonly HashSet<(TenantId Tenant, long Since)> _letGo = [];

    public async Task LetGo(TenantId tenant, long since, CancellationToken cancel)
    {
        turns.PutOut(tenant);
        if (turns.Any(tenant) || !_letGo.Add((tenant, since)))
        {
            return;
        }

        try
        {
            await tables.LetGo(tenant, since, self.SiloAddress, cancel);
            MovesLog.LetGo(logger, tenant.Value, since);
        }
        catch
        {
            _letGo.Remove((tenant, since));
            throw;
        }
    }

    /// <summary>
    /// Ends the host where its writer is fenced: every commit of it would be refused, and its next start may write.
    /// </summary>
    public async Task EndWhereFenced(CancellationToken cancel)
    {
        if (await tables.IsFenced(cancel))
        {
            MovesLog.Fenced(logger);
            life.StopApplication();
        }
    }

    /// <summary>Takes the last step for whoever may arrive; true where somebody did.</summary>
    public Task<bool> Finish(CancellationToken cancel) => tables.Finish(cancel);
}
