using OrleansRisk.Accounts.Recording;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Turns;

/// <summary>The turn that records what the lender states of the account.</summary>
internal sealed class SettingsTurn(AccountServices services, AccountResidency residency, AccountRecorder recorder)
{
    /// <summary>Records what the lender states of the account; an account that is not there begins with it.</summary>
    public async ValueTask<Outcome<SettingsChange>> ChangeSettings(SettingsRequest request)
    {
        recorder.Begin();
        try
        {
            return await residency.Ready() is LoadState.Loaded or LoadState.New
                && await services.Tenants.Find(residency.Tenant, default) is { } context
                ? await ChangeSettings(request, context)
                : TurnFailure.NotReady(services, residency);
        }
        catch (Exception e) when (TurnFailure.IsExpected(e))
        {
            return TurnFailure.Of(e, services, residency);
        }
    }

    private async ValueTask<Outcome<SettingsChange>> ChangeSettings(SettingsRequest request, TenantContext context)
    {
        if (residency.Account is null && request.Account is null)
        {
            return new Failure.NotFound(); // and the lender's own id, which would make it, is not stated
        }

        var before = residency.Account?.Profile ?? NewProfiles.Of(request.Account!, context);
        var next = request.Over(before);
        if (residency.Account is { } account)
        {
            // Answers show currency and zone by the profile: a first answer that was shown has to stay what it is.
            var begun = AccountState.Summarize(account.State) is { AsOf: not 0 } or { Transactions: not 0 };
            var moved = next.CurrencyNumber != before.CurrencyNumber ? "currency"
                : next.Zone != before.Zone ? "zone" : null;
            if (begun && moved is not null)
            {
                return new Failure.Refused("already_begun", moved);
            }

            if (StateCodec.HashOf(next) == account.ProfileHash)
            {
                return new SettingsChange(Recorded: false, account.View());
            }

            if (before.MergedInto is { } into)
            {
                return new Failure.Refused("account_merged", "account", TransactionBatch.MovedFrom + into);
            }

            if (request.MergedInto is not null && (account.Sequence != request.After || account.Mark.Waiting > 0))
            {
                return new Failure.Refused("draft_stale", "account"); // a line came that the other account has not
            }
        }

        return await RecordSettings(before, next, recorder.NextFold(context));
    }

    private async ValueTask<Outcome<SettingsChange>> RecordSettings(
        AccountProfile before, AccountProfile next, ushort scoringVersion)
    {
        var (account, newKey) = residency.Account is { } loaded ? (loaded, null) : await recorder.Create(before);
        using var scratch = ScratchState.Of(account, services.Runtime.Buffers);
        var now = residency.Now;
        var body = new SettingsChanged(next, now);
        Assessment.ChangeSettings(scoringVersion, scratch.State, body.Event(account.Sequence + 1));
        return await recorder.Commit(new(account, newKey, scoringVersion, body, [], now), scratch) is { } failed
            ? failed
            : new SettingsChange(Recorded: true, account.View());
    }
}
