using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Problems;

/// <summary>The one place where what the engine answered becomes an error of the contract.</summary>
internal static class Outcomes
{
    public static ApiError Of(AssessOutcome outcome) => outcome switch
    {
        AssessOutcome.NotRecorded not => new ApiError(ErrorCodes.NotRecorded, RetryAfter: not.RetryAfter),
        AssessOutcome.Unknown => new ApiError(ErrorCodes.OutcomeUnknown),
        AssessOutcome.Unavailable { Cause: var cause } => Unavailable(cause),
        AssessOutcome.Erased => new ApiError(ErrorCodes.AccountErased),
        AssessOutcome.Moved => new ApiError(ErrorCodes.Moved),
        AssessOutcome.Denied => new ApiError(ErrorCodes.Forbidden),
        _ => new ApiError(ErrorCodes.Failure),
    };

    public static ApiError Of(Answer answer) => answer switch
    {
        Answer.Conflict conflict => new ApiError(ErrorCodes.IdReused, string.Join(',', conflict.Fields)),
        Answer.Refused refused => new ApiError(ErrorCodes.Find(refused.Code) ?? ErrorCodes.Failure, refused.Field),
        _ => new ApiError(ErrorCodes.Failure),
    };

    public static ApiError Of(Reply reply) => reply.Refusal switch
    {
        Refusal.NotFound => new ApiError(ErrorCodes.NotFound),
        Refusal.Denied => new ApiError(ErrorCodes.Forbidden),
        Refusal.Unavailable when reply.Cause is { } cause => Unavailable(cause),
        Refusal.Unavailable => new ApiError(ErrorCodes.AccountUnavailable),
        Refusal.Erased => new ApiError(ErrorCodes.AccountErased),
        Refusal.Expired => new ApiError(ErrorCodes.DecisionExpired),
        Refusal.Retry => new ApiError(ErrorCodes.JournalUnavailable),
        Refusal.Moved => new ApiError(ErrorCodes.Moved),
        _ => new ApiError(ErrorCodes.Failure),
    };

    /// <summary>Written by name, so that the cause of an account that cannot be read is never a number.</summary>
    public static ApiError Unavailable(UnavailableCause cause) =>
        new(ErrorCodes.AccountUnavailable, Cause: JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString()));
}
