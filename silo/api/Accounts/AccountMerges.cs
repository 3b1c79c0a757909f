using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Accounts;

/// <summary>
/// Lets an account go on under another id. What counts of the old one is recorded for the new one, beside its state;
/// then the old one says where it goes on, unless a line came meanwhile; then the new one is rebuilt. Each step may be
/// done again: after a fall at any point both accounts are as they were or whole, and the same call goes on.
/// </summary>
internal sealed class AccountMerges(
    IActors actors, ConsentedAccounts consents, ICustomerStore customers, TimeProvider time)
{
    public async ValueTask<Outcome<MergeResult>> Run(Caller by, AccountKey old, KnownAccount into, string why)
    {
        // Whoever may merge need not be one who may send: its parts are done in the merge's name.
        var caller = by with { Roles = by.Roles | Roles.Ingest | Roles.History | Roles.Read };
        var described = await Account(caller, old).Describe(caller);
        if (!described.IsDone)
        {
            return described.Failure;
        }

        var moved = new Moved();
        if (described.Value.Profile.MergedInto is not { } gone)
        {
            if ((await Prepare(caller, described.Value.Profile, into) ?? await Move(caller, old, into, moved))
                is { } failed)
            {
                return failed;
            }
        }
        else if (gone != into.Key.ToString())
        {
            return Merged("account", gone);
        }

        var request = new RebuildRequest($"merge of {TransactionBatch.MovedFrom}{old}: {why}");
        var rebuilt = await Ask(() => Account(caller, into.Key).Rebuild(caller, request));
        return rebuilt.IsDone
            ? new MergeResult(moved.Rows, moved.Known, moved.Refused, moved.From, rebuilt.Value.View)
            : rebuilt.Failure;
    }

    /// <summary>Makes the new account where it is not there; why the old one cannot go on under it.</summary>
    private async ValueTask<Failure?> Prepare(Caller caller, AccountProfile profile, KnownAccount into)
    {
        var described = await Account(caller, into.Key).Describe(caller);
        if (described.Value is { Profile: var known })
        {
            return known.MergedInto is { } further ? Merged("into", further)
                : known.CurrencyNumber != profile.CurrencyNumber
                    ? new Failure.Refused(ErrorCodes.WrongCurrency.Code, "into")
                : null;
        }

        if (described.Failure is not Failure.NotFound)
        {
            return described.Failure;
        }

        if (profile.Customers.Count > 0)
        {
            await customers.Link(
                caller.Tenant, [.. profile.Customers.Select(CustomerPlace.Of)], into.Key, CancellationToken.None);
        }

        return (await Ask(() => Account(caller, into.Key).ChangeSettings(caller, new SettingsRequest
        {
            Account = into.Account,
            CurrencyNumber = profile.CurrencyNumber,
            Zone = profile.Zone,
            OpenedDay = profile.OpenedDay == 0 ? null : profile.OpenedDay,
            Product = profile.Product,
            Segment = profile.Segment,
            Customers = profile.Customers,
            Labels = profile.Labels,
        }))).Failure;
    }

    /// <summary>Hands all of the old account over, and says of it where it goes on.</summary>
    private async ValueTask<Failure?> Move(Caller caller, AccountKey old, KnownAccount into, Moved moved)
    {
        var after = 0L;
        for (var round = 0; round < Limits.MergeRounds; round++)
        {
            // What waits counts only once it is folded in.
            var rebuilt = await Ask(() => Account(caller, old).Rebuild(caller, new RebuildRequest("merge")));
            if (!rebuilt.IsDone)
            {
                return rebuilt.Failure;
            }

            for (var more = true; more;)
            {
                var from = after;
                var part = await Ask(() => Account(caller, old).History(caller, from));
                if (!part.IsDone)
                {
                    return part.Failure;
                }

                if (await Record(caller, old, into, part.Value, moved) is { } failed)
                {
                    return failed;
                }

                (after, more) = (part.Value.LookedTo, part.Value.HasMore);
            }

            var (to, newest) = (into.Key.ToString(), after);
            var marked = await Ask(() => Account(caller, old).ChangeSettings(
                caller, new SettingsRequest { MergedInto = to, After = newest }));
            if (marked.Failure is not Failure.Refused { Code: var code } || code != ErrorCodes.DraftStale.Code)
            {
                return marked.Failure;
            }
        }

        return new Failure.Retry(Limits.RetryAfter, "busy");
    }

    private async ValueTask<Failure?> Record(
        Caller caller, AccountKey old, KnownAccount into, RecordedHistory part, Moved moved)
    {
        moved.From = Math.Max(moved.From, part.From);
        foreach (var rows in part.Rows)
        {
            // At most four are kept: where they came from last, and what they can be taken back by.
            string[] sources =
            [
                .. rows.Sources.Prepend(TransactionBatch.MovedFrom + old).Distinct()
                    .OrderBy(static source => source.StartsWith(TransactionBatch.MovedFrom, StringComparison.Ordinal))
                    .TakeLast(4),
            ];
            if (!await consents.Note(caller.Tenant, rows.Sources, into.Key))
            {
                continue; // revoked meanwhile: they are taken back, and not handed on
            }

            foreach (var items in rows.Items.Chunk(Limits.BatchLinesMax))
            {
                var assessed = await Ask(() => Account(caller, into.Key).Assess(
                    caller, new TransactionBatch(into.Account, items, IngestMode.History)
                    {
                        Sources = sources,
                        Corrects = new string?[items.Length], // so that all of them wait for the rebuild
                    }));
                if (!assessed.IsDone)
                {
                    return assessed.Failure;
                }

                moved.Count(assessed.Value.Answers);
            }
        }

        foreach (var label in part.Labels)
        {
            if ((await Ask(() => Account(caller, into.Key).Label(caller, label))).Failure
                is not (null or Failure.Refused) and var failed)
            {
                return failed;
            }
        }

        return null;
    }

    private async ValueTask<Outcome<T>> Ask<T>(Func<ValueTask<Outcome<T>>> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await call();
            if (outcome.Failure is not { IsTransient: true } || attempt == Limits.MergeAttempts)
            {
                return outcome;
            }

            await Task.Delay(Limits.RetryAfter, time);
        }
    }

    private static Failure.Refused Merged(string field, string letters) =>
        new(ErrorCodes.AccountMerged.Code, field, TransactionBatch.MovedFrom + letters);

    private IAccount Account(Caller caller, AccountKey key) => actors.Account(caller.Tenant, key);

    private sealed class Moved
    {
        public int Rows { get; private set; }

        public int Known { get; private set; }

        public int Refused { get; private set; }

        public long From { get; set; }

        public void Count(IReadOnlyList<Answer> answers)
        {
            foreach (var answer in answers)
            {
                Rows += answer is Answer.Decided { Duplicate: false } ? 1 : 0;
                Known += answer is Answer.Decided { Duplicate: true } ? 1 : 0;
                Refused += answer is Answer.Decided ? 0 : 1;
            }
        }
    }
}

/// <summary>What a merge came to.</summary>
/// <param name="From">Events of the old account up to here are gone with their months; 0 if none are.</param>
internal sealed record MergeResult(int Moved, int Known, int Refused, long From, AccountView View);
