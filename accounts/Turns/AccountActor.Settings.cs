using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

public sealed partial class AccountActor
{
    /// <summary>Records what the lender states of the account; an account that is not there begins with it.</summary>
    public async ValueTask<SettingsOutcome> ChangeSettings(SettingsRequest request)
    {
        HandedOver = false;
        try
        {
            return await Ready() is Standing.Loaded or Standing.New
                && await services.Tenants.Find(tenant, default) is { } context
                ? await ChangeSettings(request, context)
                : NoSettings(NotReady());
        }
        catch (Exception e) when (Expected(e))
        {
            return NoSettings(Refuse(e));
        }
    }

    private async ValueTask<SettingsOutcome> ChangeSettings(SettingsRequest request, TenantContext context)
    {
        if (_account is null && request.Account is null)
        {
            return new SettingsOutcome(SettingsResult.UnknownAccount, null, Refusal.None);
        }

        var before = _account?.Profile ?? NewProfile(request.Account!, context);
        var next = request.Over(before);
        if (_account is { } account)
        {
            // Answers show currency and zone by the profile: a first answer that was shown has to stay what it is.
            var begun = AccountState.Summarize(account.State) is { AsOf: not 0 } or { Transactions: not 0 };
            var refused = !begun ? SettingsResult.None
                : next.CurrencyNumber != before.CurrencyNumber ? SettingsResult.CurrencyStands
                : next.Zone != before.Zone ? SettingsResult.ZoneStands : SettingsResult.None;
            if (refused != SettingsResult.None || StateCodec.HashOf(next) == account.ProfileHash)
            {
                var result = refused == SettingsResult.None ? SettingsResult.Unchanged : refused;
                return new SettingsOutcome(result, Describe().View, Refusal.None);
            }
        }

        return await RecordSettings(before, next, NextFold(context));
    }

    private async ValueTask<SettingsOutcome> RecordSettings(AccountProfile before, AccountProfile next, ushort fold)
    {
        var (account, newKey) = _account is { } loaded ? (loaded, null) : await Create(before);
        var scratch = services.Runtime.Buffers.Rent();
        try
        {
            account.State.CopyTo(scratch, 0);
            var now = Now;
            var body = new SettingsChangedBody(next, now);
            Assessment.ChangeSettings(fold, scratch, body.Event(account.Sequence + 1));
            var record = Seal(fold, account, newKey, body, scratch, identities: [], now);
            var appended = await Append(record);
            if (appended.Outcome != RowOutcome.Committed)
            {
                return NoSettings(NotCommitted(account, record, appended));
            }

            scratch = Swap(account, record, scratch);
            return new SettingsOutcome(SettingsResult.Recorded, Describe().View, Refusal.None);
        }
        finally
        {
            services.Runtime.Buffers.Return(scratch);
        }
    }

    private static SettingsOutcome NoSettings(AssessOutcome outcome) => outcome switch
    {
        AssessOutcome.Unavailable unavailable =>
            new SettingsOutcome(SettingsResult.None, null, Refusal.Unavailable, unavailable.Cause),
        AssessOutcome.Erased => new SettingsOutcome(SettingsResult.None, null, Refusal.Erased),
        AssessOutcome.Denied => new SettingsOutcome(SettingsResult.None, null, Refusal.Denied),
        _ => new SettingsOutcome(SettingsResult.NotRecorded, null, Refusal.Retry), // sent again, it is "unchanged"
    };
}
