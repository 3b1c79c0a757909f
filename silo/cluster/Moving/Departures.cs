using Orleans.Runtime;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Silo.Moving;

/// <summary>Lets go of tenants that leave, and says so once no turn of theirs is under way here.</summary>
internal sealed class Departures(
    MoveTables tables, TenantTurns turns, ILocalSiloDetails self, ILogger<Departures> logger)
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

    /// <summary>Takes the last step for whoever may arrive; true where somebody did.</summary>
    public Task<bool> Finish(CancellationToken cancel) => tables.Finish(cancel);
}
