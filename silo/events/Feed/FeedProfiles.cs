using System.Collections.Concurrent;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Events.Feed;

/// <summary>
/// What the lender says of accounts that events are about: asked of the account once, then followed in the feed.
/// </summary>
internal sealed class FeedProfiles(IActors actors, TimeProvider time)
{
    private readonly ConcurrentDictionary<(TenantId, AccountKey), Known> _known = new();

    /// <summary>Null where the account cannot be read: its events come all the same.</summary>
    public ValueTask<AccountProfile?> Of(Caller caller, AccountKey account) =>
        _known.TryGetValue((caller.Tenant, account), out var known)
            && time.GetElapsedTime(known.At) < Limits.FeedProfileAge
            ? new ValueTask<AccountProfile?>(known.Profile)
            : Ask(caller, account);

    /// <summary>As of this sequence: a reader that is behind does not put an old one over what is known by now.
    /// </summary>
    public void Put(TenantId tenant, AccountKey account, AccountProfile? profile, long sequence)
    {
        if (_known.TryGetValue((tenant, account), out var known) && known.Sequence > sequence)
        {
            return;
        }

        if (_known.Count >= Limits.FeedProfilesMax)
        {
            _known.Clear(); // rare, and asking again is cheap
        }

        _known[(tenant, account)] = new Known(profile, sequence, time.GetTimestamp());
    }

    private async ValueTask<AccountProfile?> Ask(Caller caller, AccountKey account)
    {
        var outcome = await actors.Account(caller.Tenant, account).Describe(caller);
        if (outcome.Failure is { IsTransient: true })
        {
            throw new JournalUnavailableException("an account could not be asked for its profile");
        }

        _known.TryRemove((caller.Tenant, account), out _); // an account that was erased counts anew
        Put(caller.Tenant, account, outcome.Value?.Profile, outcome.Value?.Summary.Sequence ?? 0);
        return outcome.Value?.Profile;
    }

    private sealed record Known(AccountProfile? Profile, long Sequence, long At);
}
