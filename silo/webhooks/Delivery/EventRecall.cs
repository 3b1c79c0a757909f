using System.Text.Json;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Events.Feed;
using OrleansRisk.Events.Text;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Webhooks.Kept;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>What became of recalling an event.</summary>
/// <param name="Event">Null where it cannot be told.</param>
/// <param name="Cause">Why not, in one word; null where the journal should be asked again.</param>
/// <param name="Gone">It never can be.</param>
internal readonly record struct Recalled(WrittenEvent? Event, string? Cause, bool Gone);

/// <summary>
/// Tells an event that waited as it was told at first: from the recorded decision. So nothing about a customer is kept
/// beside the journal, and of an account that was erased meanwhile nothing is told.
/// </summary>
internal sealed class EventRecall(IActors actors, ConsentEvents consents, Caller caller)
{
    public static string? Write(CrossingBody? crossing) => crossing is null
        ? null
        : JsonSerializer.Serialize(
            new HeldCrossing(crossing.Score, crossing.At, crossing.DeadBand, crossing.Direction),
            WebhookJson.Default.HeldCrossing);

    public async ValueTask<Recalled> Of(HeldEvent held)
    {
        if (EventFilter.OfConsents.Contains(held.Type))
        {
            var events = await consents.After(caller.Tenant, held.Sequence - 1, CancellationToken.None);
            return events is [var told, ..] && told.Number == held.Sequence
                ? new Recalled(EventWriter.Consent(null, told), null, Gone: false)
                : default;
        }

        var outcome = await actors.Account(caller.Tenant, held.Account)
            .Decisions(caller, new DecisionQuery(null, held.Sequence - 1, 1) { WithDays = held.Crossing is not null });
        if (!outcome.IsDone)
        {
            return outcome.Failure switch
            {
                { IsTransient: true } => default,
                Failure.Unavailable => new Recalled(null, "account_unavailable", Gone: false),
                Failure.Erased => new Recalled(null, "account_erased", Gone: true),
                _ => new Recalled(null, "decision_expired", Gone: true),
            };
        }

        if (outcome.Value.Days.FirstOrDefault(day => day.Sequence == held.Sequence) is { } ended)
        {
            return new Recalled(Tell(held, ended), null, Gone: false);
        }

        return outcome.Value.Entries.FirstOrDefault(entry => entry.Inputs.Sequence == held.Sequence) is { } decided
            ? new Recalled(Tell(held, decided), null, Gone: false)
            : new Recalled(null, "decision_expired", Gone: true);
    }

    private static WrittenEvent Tell(HeldEvent held, DecidedTransaction decided)
    {
        if (held.Crossing is null)
        {
            return EventWriter.Decision(held.Type, held.Account, decided);
        }

        var crossed = Read(held);
        var value = crossed.Score == Crossings.Anomaly
            ? decided.Decision.Anomaly.Score : Crossings.CreditOf(decided.Decision) ?? 0;
        var crossing = Body(held, crossed, decided.Answer.Account, value) with
        {
            Decision = RecordIds.Decision(held.Account.ToString(), held.Sequence),
            Model = ModelNames.Of(decided.Answer.ScoringVersion, decided.Inputs, decided.Decision),
        };
        return EventWriter.Crossing(null, held.Account, held.Sequence, decided.Inputs.ArrivedAt, crossing);
    }

    /// <summary>Of the end of a day, and of a rebuild, only a crossing waits.</summary>
    private static WrittenEvent Tell(HeldEvent held, ClosedDay ended)
    {
        var crossing = Body(held, Read(held), ended.Account, Crossings.CreditOf(ended.Credit) ?? 0) with
        {
            Day = ended.Revision > 0 ? null : DateText.ToDate(ended.Day),
            Revision = ended.Revision > 0 ? ended.Revision : null,
            Model = ModelNames.Of(ended.ScoringVersion, default, default),
        };
        return EventWriter.Crossing(null, held.Account, held.Sequence, ended.ArrivedAt, crossing);
    }

    private static HeldCrossing Read(HeldEvent held) =>
        JsonSerializer.Deserialize(held.Crossing!, WebhookJson.Default.HeldCrossing)!;

    private static CrossingBody Body(HeldEvent held, HeldCrossing crossed, string account, int value) => new()
    {
        AccountId = Ids.Account(held.Account.ToString()),
        Account = account,
        Decision = null,
        Score = crossed.Score,
        At = crossed.At,
        DeadBand = crossed.DeadBand,
        Direction = crossed.Direction,
        Value = value,
        Model = "",
    };
}
