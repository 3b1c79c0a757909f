using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Engine.Credit;
using OrleansRisk.Engine.Sealing;

namespace OrleansRisk.Engine.Accounts;

public sealed partial class AccountActor
{
    /// <summary>
    /// What the account says of a loan applied for: on the committed state where it counts whole, else on the state
    /// that the journal held before the day. Records nothing.
    /// </summary>
    public ValueTask<CreditOutcome> AssessCredit(CreditQuery query, CancellationToken cancel) => Read(
        (account, session) => AssessCredit(account, session, query, cancel),
        (refusal, cause) => new CreditOutcome(CreditResult.None, null, refusal, cause), cancel);

    private async ValueTask<CreditOutcome> AssessCredit(
        ResidentAccount account, ISealingSession session, CreditQuery query, CancellationToken cancel)
    {
        var today = account.Clock.At(Now, dayOnly: false).Day;
        if (query.CurrencyNumber != account.Profile.CurrencyNumber)
        {
            return new CreditOutcome(CreditResult.OtherCurrency, null, Refusal.None);
        }

        if (query.AsOf > today)
        {
            return new CreditOutcome(CreditResult.InTheFuture, null, Refusal.None);
        }

        return AssessAsItStands(query, today) ?? await AssessPast(account, session, query, cancel);
    }

    /// <summary>Null where something has come in since the day asked for.</summary>
    private CreditOutcome? AssessAsItStands(CreditQuery query, int today)
    {
        lock (_gate)
        {
            if (_account is not { } account)
            {
                return new CreditOutcome(CreditResult.None, null, Refusal.Retry);
            }

            var newest = AccountState.NewestDay(account.State);
            if (query.AsOf > 0 && newest >= query.AsOf)
            {
                return null;
            }

            var day = query.AsOf > 0 ? query.AsOf : Math.Max(today, newest);
            return Judge(query, account.State, account.Profile, day, new Place(
                account.Sequence, account.StateHash, account.Fold));
        }
    }

    private async ValueTask<CreditOutcome> AssessPast(
        ResidentAccount account, ISealingSession session, CreditQuery query, CancellationToken cancel)
    {
        var buffer = services.Runtime.Buffers.Rent();
        try
        {
            var past = new AccountPast(services, tenant, key);
            return await past.Before(query.AsOf, session, account.Sequence, buffer, cancel) is { } fold
                ? Judge(query, fold.State, account.Profile, query.AsOf, new Place(
                    fold.Sequence, fold.StateHash, fold.Version))
                : new CreditOutcome(CreditResult.TooOld, null, Refusal.None);
        }
        finally
        {
            services.Runtime.Buffers.Return(buffer);
        }
    }

    private CreditOutcome Judge(CreditQuery query, byte[] state, AccountProfile profile, int day, Place place)
    {
        var lineUp = services.Published.LineUp(tenant);
        var request = query.Request(profile.Customers.Count);
        var fold = Math.Max(place.Fold, (ushort)1);
        var assessed = CreditAssessment.Of(fold, state, day, request, lineUp.Credit?.Card);
        var holders = double.IsNaN(request.Holders) ? 0 : (int)request.Holders;
        return new CreditOutcome(
            CreditResult.Assessed,
            new CreditAnswer(
                profile.Account, place.Sequence, place.StateHash, place.Fold, day, holders, lineUp.Version,
                lineUp.Credit?.Hash, assessed),
            Refusal.None);
    }

    private readonly record struct Place(long Sequence, ulong StateHash, ushort Fold);
}
