using Microsoft.Extensions.Logging;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Engine.Standalone;

/// <summary>A call of an actor that needs no mailbox.</summary>
internal static partial class Shell
{
    /// <summary>Checks access, calls, and answers "ask again" for what nobody expected.</summary>
    public static async ValueTask<TOutcome> Call<TOutcome>(
        Caller caller, Type contract, string method, TenantId tenant, ILogger logger,
        Func<ValueTask<TOutcome>> call, Func<Refusal, TOutcome> refused)
    {
        if (!AccessRules.Permits(caller, AccessRules.Of(contract, method), tenant))
        {
            return refused(Refusal.Denied);
        }

        try
        {
            return await call();
        }
        catch (JournalUnavailableException)
        {
            return refused(Refusal.Retry);
        }
        catch (Exception e)
        {
            CallFailed(logger, contract.Name, method, tenant, e.GetType().Name, e.TargetSite?.Name);
            return refused(Refusal.Retry);
        }
    }
}
