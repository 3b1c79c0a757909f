using System.Text.Json;
using OrleansRisk.Api.Feed;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Engine;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Webhooks;

namespace OrleansRisk.Api.Webhooks;

/// <summary>What became of recalling an event.</summary>
/// <param name="Event">Null where it cannot be told.</param>
/// <param name="Cause">Why not, in one word; null where the journal should be asked again.</param>
/// <param name="Gone">It never can be.</param>
internal readonly record struct Recalled(WrittenEvent? Event, string? Cause, bool Gone);

/// <summary>
/// Tells an event that waited as it was told at first: from the recorded decision. So nothing about a customer is kept
/// beside the journal, and of an account that was erased meanwhile nothing is told.
/// </summary>
internal sealed class EventRecall(IActors actors, Caller caller)
{
    public static string? Write(CrossingBody? crossing) => crossing is null
        ? null
        : JsonSerializer.Serialize(
            new HeldCrossing(crossing.Score, crossing.At, crossing.DeadBand, crossing.Direction),
            WebhookJson.Default.HeldCrossing);

    public async ValueTask<Recalled> Of(HeldEvent held)
    {
        var outcome = await actors.Account(caller.Tenant, held.Account)
            .Decisions(caller, new DecisionQuery(null, held.Sequence - 1, 1));
        if (outcome.Refusal != Refusal.None)
        {
            return outcome.Refusal switch
            {
                Refusal.Retry or Refusal.Moved => default,
                Refusal.Unavailable => new Recalled(null, "account_unavailable", Gone: false),
                Refusal.Erased => new Recalled(null, "account_erased", Gone: true),
                _ => new Recalled(null, "decision_expired", Gone: true),
            };
        }

        return outcome.Entries.FirstOrDefault(entry => entry.Observed.Sequence == held.Sequence) is { } decided
            ? new Recalled(Tell(held, decided), null, Gone: false)
            : new Recalled(null, "decision_expired", Gone: true);
    }

    private static WrittenEvent Tell(HeldEvent held, DecidedTransaction decided)
    {
        if (held.Crossing is null)
        {
            return EventWriter.Decision(held.Type, held.Account, decided);
        }

        var (letters, crossed) = (
            held.Account.ToString(),
            JsonSerializer.Deserialize(held.Crossing, WebhookJson.Default.HeldCrossing)!);
        return EventWriter.Crossing(null, held.Account, decided.Observed, new CrossingBody
        {
            AccountId = Ids.Account(letters),
            Account = decided.Account,
            Decision = Ids.Decision(letters, held.Sequence),
            Score = crossed.Score,
            At = crossed.At,
            DeadBand = crossed.DeadBand,
            Direction = crossed.Direction,
            Value = crossed.Score == Crossings.Anomaly
                ? decided.Decision.Anomaly.Score : Crossings.CreditOf(decided.Decision) ?? 0,
            Model = Crossings.Model(decided.FoldVersion, decided.Observed, decided.Decision),
        });
    }
}
