using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Api.Credit;

/// <summary>Accounts that an assessment, or a letter about one, speaks of.</summary>
internal sealed class AssessedAccounts(IActors actors, ClosedAccounts closed)
{
    /// <summary>Whether none of them is closed; otherwise a problem has been written.</summary>
    public async ValueTask<bool> AreOpen(HttpContext context, IReadOnlyList<AccountKey> accounts)
    {
        foreach (var account in accounts)
        {
            if (await closed.Refuse(context, account))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether the accounts are still there: what was said of one goes with it. Otherwise a problem has been written.
    /// </summary>
    public async ValueTask<bool> StandStill(HttpContext context, IReadOnlyList<AssessedAccountBody> accounts)
    {
        var call = Call.Of(context);
        if (!await AreOpen(context, [.. accounts.Select(KeptLoan.Key)]))
        {
            return false;
        }

        foreach (var account in accounts)
        {
            var outcome = await actors.Account(call.Caller.Tenant, KeptLoan.Key(account)).Describe(call.Caller);
            if (outcome.Failure is { } failure)
            {
                await Outcomes.OfRead(failure).Write(context);
                return false;
            }
        }

        return true;
    }
}
