using System.Collections.Concurrent;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Api.Feed;

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

    public void Put(TenantId tenant, AccountKey account, AccountProfile? profile)
    {
        if (_known.Count >= Limits.FeedProfilesMax)
        {
            _known.Clear(); // rare, and asking again is cheap
        }

        _known[(tenant, account)] = new Known(profile, time.GetTimestamp());
    }

    private async ValueTask<AccountProfile?> Ask(Caller caller, AccountKey account)
    {
        var outcome = await actors.Account(caller.Tenant, account).Describe(caller);
        if (outcome.Refusal is Refusal.Retry or Refusal.Moved)
        {
            throw new JournalUnavailableException("an account could not be asked for its profile");
        }

        Put(caller.Tenant, account, outcome.View?.Profile);
        return outcome.View?.Profile;
    }

    private sealed record Known(AccountProfile? Profile, long At);
}
