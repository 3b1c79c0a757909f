using OrleansRisk.Accounts.Residency;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Models;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Queries;

internal sealed partial class AccountQueries
{
    /// <summary>
    /// What the account says of a loan applied for: on the committed state where it counts whole, else on the state
    /// that the journal held before the day. Records nothing.
    /// </summary>
    public ValueTask<Outcome<CreditAnswer>> AssessCredit(CreditQuery query, CancellationToken cancel) => Read(
        (account, session) => AssessCredit(account, session, query, cancel), cancel);

    private async ValueTask<Outcome<CreditAnswer>> AssessCredit(
        ResidentAccount account, ISealingSession session, CreditQuery query, CancellationToken cancel)
    {
        if (query.Again is { } place)
        {
            return await AssessAgain(account, session, query, place, cancel);
        }

        var today = account.Clock.At(residency.Now, dayOnly: false).Day;
        if (query.CurrencyNumber != account.Profile.CurrencyNumber)
        {
            return new Failure.Refused("other_currency", "currency");
        }

        if (query.AsOf > today)
        {
            return new Failure.Refused("day_to_come", "as_of");
        }

        return AssessAsItStands(query, today) ?? await AssessPast(account, session, query, cancel);
    }

    /// <summary>Null where something has come in since the day asked for.</summary>
    private Outcome<CreditAnswer>? AssessAsItStands(CreditQuery query, int today) => residency.Show(
        Outcome<CreditAnswer>? (account) =>
    {
        if (account is null)
        {
            return JournalUnavailable();
        }

        var newest = AccountState.NewestDay(account.State);
        if (query.AsOf > 0 && newest >= query.AsOf)
        {
            return null;
        }

        var day = query.AsOf > 0 ? query.AsOf : Math.Max(today, newest);
        return Judge(
            query.Request(account.Profile.Customers.Count), services.Published.ModelDeployment(residency.Tenant),
            account.State,
            account.Profile.Account, new Place(account.Sequence, account.StateHash, account.ScoringVersion, day));
    });

    private async ValueTask<Outcome<CreditAnswer>> AssessPast(
        ResidentAccount account, ISealingSession session, CreditQuery query, CancellationToken cancel)
    {
        var buffer = services.Runtime.Buffers.Rent();
        try
        {
            var past = new AccountPast(services, residency.Tenant, residency.Key);
            return await past.Before(query.AsOf, session, account.Sequence, buffer, cancel) is { } scoringVersion
                ? Judge(
                    query.Request(account.Profile.Customers.Count),
                    services.Published.ModelDeployment(residency.Tenant),
                    scoringVersion.State, account.Profile.Account,
                    new Place(scoringVersion.Sequence, scoringVersion.StateHash, scoringVersion.Version, query.AsOf))
                : new Failure.Refused("day_too_old", "as_of");
        }
        finally
        {
            services.Runtime.Buffers.Return(buffer);
        }
    }

    /// <summary>
    /// On the state and by the model deployment that an earlier assessment saw, whatever has come since.
    /// </summary>
    private async ValueTask<Outcome<CreditAnswer>> AssessAgain(
        ResidentAccount account, ISealingSession session, CreditQuery query, CreditPlace place,
        CancellationToken cancel)
    {
        if (place.Sequence < 0 || place.Sequence > account.Sequence)
        {
            return new Failure.Unavailable(UnavailableCause.RecordMissing);
        }

        var buffer = services.Runtime.Buffers.Rent();
        try
        {
            var past = new AccountPast(services, residency.Tenant, residency.Key);
            if (await past.Through(place.Sequence, session, buffer, cancel) is not { } scoringVersion)
            {
                return new Failure.Expired();
            }

            var request = query.Of(query.Holders == 0 ? double.NaN : query.Holders);
            return await scoringVersion.ModelDeployment(place.ModelDeployment, cancel) is { } deployment
                ? Judge(request, deployment, scoringVersion.State, account.Profile.Account, new Place(
                    scoringVersion.Sequence, scoringVersion.StateHash, scoringVersion.Version, place.Day))
                : new Failure.Unavailable(UnavailableCause.ReferenceDataMissing);
        }
        finally
        {
            services.Runtime.Buffers.Return(buffer);
        }
    }

    private static CreditAnswer Judge(
        in CreditRequest request, ModelDeployment deployment, byte[] state, string account, in Place place)
    {
        var scoringVersion = Math.Max(place.ScoringVersion, (ushort)1);
        var assessed = CreditAssessment.Of(scoringVersion, state, place.Day, request, deployment.Credit?.Card);
        var holders = double.IsNaN(request.Holders) ? 0 : (int)request.Holders;
        return new CreditAnswer(
            account, place.Sequence, place.StateHash, place.ScoringVersion, place.Day, holders, deployment.Version,
            deployment.Credit?.Hash, assessed)
        {
            Basis = BasisOf(AssessmentBasis.Of(
                scoringVersion, state, place.Day, request, deployment.Credit?.Card, assessed)),
        };
    }

    private static CreditBasis BasisOf(AssessmentBasis basis) => new(
        basis.OldestDay, basis.NewestDay, basis.Transactions, basis.Balances, basis.Without, basis.WithoutFirst,
        basis.Acts, basis.AfterActs);

    private readonly record struct Place(long Sequence, ulong StateHash, ushort ScoringVersion, int Day);
}
