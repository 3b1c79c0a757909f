using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Api.Access;

/// <summary>Accounts that are not read because they have data of a revoked consent.</summary>
internal sealed class ClosedAccounts(ConsentBook consents)
{
    /// <summary>True where the account is not read, which has been answered.</summary>
    public async ValueTask<bool> Refuse(HttpContext context, AccountKey account)
    {
        if (!await Has(Call.Of(context).Caller.Tenant, account, context.RequestAborted))
        {
            return false;
        }

        await ApiError.Write(context, ErrorCodes.ConsentRevoked);
        return true;
    }

    public ValueTask<bool> Has(TenantId tenant, AccountKey account, CancellationToken cancel) =>
        tenant.Value > 0 ? consents.IsFrozen(tenant, account, cancel) : new(false);
}
