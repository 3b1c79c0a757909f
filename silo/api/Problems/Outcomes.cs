using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Problems;

/// <summary>The one place where what an actor answered becomes an error of the contract.</summary>
internal static class Outcomes
{
    public static ApiError Of(Answer answer) => answer switch
    {
        Answer.Conflict conflict => new ApiError(ErrorCodes.IdReused, string.Join(',', conflict.Fields)),
        Answer.Refused refused => new ApiError(
            ErrorCodes.Find(refused.Code) ?? ErrorCodes.Failure, refused.Field, Cause: refused.Cause),
        _ => new ApiError(ErrorCodes.Failure),
    };

    /// <summary>The failure of a call that may have recorded something.</summary>
    public static ApiError Of(Failure failure) => failure switch
    {
        Failure.Refused refused => new ApiError(
            ErrorCodes.Find(refused.Code) ?? ErrorCodes.Failure, refused.Field.Length > 0 ? refused.Field : null,
            Cause: refused.Cause),
        Failure.Retry => new ApiError(ErrorCodes.JournalUnavailable),
        Failure.Unknown => new ApiError(ErrorCodes.OutcomeUnknown),
        Failure.Unavailable { Cause: var cause } => Unavailable(cause),
        Failure.NotFound => new ApiError(ErrorCodes.NotFound),
        Failure.Denied => new ApiError(ErrorCodes.Forbidden),
        Failure.Erased => new ApiError(ErrorCodes.AccountErased),
        Failure.Expired => new ApiError(ErrorCodes.DecisionExpired),
        Failure.Moved => new ApiError(ErrorCodes.Moved),
        _ => new ApiError(ErrorCodes.Failure),
    };

    /// <summary>The failure of a call that records nothing: of a read no recording can be unknown.</summary>
    public static ApiError OfRead(Failure failure) =>
        failure is Failure.Unknown ? new ApiError(ErrorCodes.JournalUnavailable) : Of(failure);

    /// <summary>The failure of a batch: each of its lines was not recorded, and is sent again as one.</summary>
    public static ApiError OfBatch(Failure failure) => failure is Failure.Retry retry
        ? new ApiError(ErrorCodes.NotRecorded, RetryAfter: retry.After)
        : Of(failure);

    /// <summary>Written by name, so that the cause of an account that cannot be read is never a number.</summary>
    public static ApiError Unavailable(UnavailableCause cause) =>
        new(ErrorCodes.AccountUnavailable, Cause: JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString()));
}
