using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Scoring;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Api.Scoring;

/// <summary>A tenant's scoring version: proposed, looked at, approved by another, taken back.</summary>
internal sealed class ScoringEndpoints(
    TenantScoringVersions versions, IRestatements restatements, ScoringShadow shadow, IActors actors)
{
    public static readonly WholeNumber Accounts = new(
        "accounts", "Accounts that are folded anew.", 1, Limits.ScoringAccountsMax, Limits.ScoringAccounts);

    public static readonly WholeNumber CreditAt = new(
        "credit_at", "The credit score of which it is said who crosses it.", 0, 1_000, Limits.ScoringCreditAt);

    private readonly OneEach _reading = new(Limits.ScoringReportsAtOnce);

    public async Task Propose(HttpContext context)
    {
        if (await AdminBodies.ScoringProposal(context) is not { } request)
        {
            return;
        }

        var caller = Call.Of(context).Caller;
        var outcome = await actors.Tenant(caller.Tenant).ProposeScoring(caller, request.ScoringVersion);
        if (!outcome.IsDone)
        {
            await Outcomes.Of(outcome.Failure).Write(context);
            return;
        }

        var proposal = await versions.Proposal(caller.Tenant, outcome.Value, CancellationToken.None);
        await Json.Write(
            context, ScoringShapes.Of(proposal!), ContractJson.Default.ScoringProposalBody,
            StatusCodes.Status201Created);
    }

    public async Task Report(HttpContext context, string proposal)
    {
        var caller = Call.Of(context).Caller;
        if (await Find(caller, proposal, context.RequestAborted) is not { } found)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (!_reading.TryBegin(caller.Tenant))
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            var report = await shadow.Report(
                caller, found.Number, found.ScoringVersion, Accounts.Of(context.Request),
                (short)CreditAt.Of(context.Request), context.RequestAborted);
            await Json.Write(context, report, ContractJson.Default.ScoringReportBody);
        }
        finally
        {
            _reading.End(caller.Tenant);
        }
    }

    public async Task Approve(HttpContext context, string proposal)
    {
        var caller = Call.Of(context).Caller;
        if (await AdminBodies.ScoringApproval(context) is not { } request)
        {
            return;
        }

        if (await Find(caller, proposal, context.RequestAborted) is not { } found)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        await Answer(context, await actors.Tenant(caller.Tenant).ApproveScoring(
            caller, found.Number, request.From?.ToUnixTimeMilliseconds()));
    }

    public async Task RollBack(HttpContext context)
    {
        if (await AdminBodies.ScoringRollback(context) is { } request)
        {
            var caller = Call.Of(context).Caller;
            await Answer(context, await actors.Tenant(caller.Tenant).RollBackScoring(caller, request.To));
        }
    }

    public async Task All(HttpContext context)
    {
        var (tenant, cancel) = (Call.Of(context).Caller.Tenant, context.RequestAborted);
        var deployments = await versions.All(tenant, int.MaxValue, Limits.ScoringListMax, cancel);
        var proposals = await versions.Proposals(tenant, Limits.ScoringListMax, cancel);
        var progress = await restatements.Find(tenant, cancel);
        await Json.Write(
            context,
            new ScoringDeploymentList
            {
                Counting = (await versions.Deployed(tenant, cancel))[^1].Number,
                ScoringDeployments = [.. deployments.Select(ScoringShapes.Of)],
                Proposals = [.. proposals.Select(ScoringShapes.Of)],
                Restatement = progress is null ? null : ScoringShapes.Of(progress),
            },
            ContractJson.Default.ScoringDeploymentList);
    }

    private async ValueTask<ScoringProposal?> Find(Caller caller, string proposal, CancellationToken cancel) =>
        int.TryParse(proposal, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await versions.Proposal(caller.Tenant, number, cancel)
            : null;

    private async Task Answer(HttpContext context, Outcome<int> outcome)
    {
        if (!outcome.IsDone)
        {
            await Outcomes.Of(outcome.Failure).Write(context);
            return;
        }

        var deployment = await versions.Find(
            Call.Of(context).Caller.Tenant, outcome.Value, CancellationToken.None);
        await Json.Write(
            context, ScoringShapes.Of(deployment!), ContractJson.Default.ScoringDeploymentBody,
            StatusCodes.Status201Created);
    }
}
