using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Api.Ingest;

/// <summary>Why an answer is a fallback, by the names that answers and figures carry.</summary>
internal static class Causes
{
    public const string Deadline = "deadline";
    public const string Journal = "journal_unavailable";
    public const string KeyNotChecked = "key_not_checked";

    /// <summary>Null where the failure says something for certain, so that nothing stands in for it.</summary>
    public static string? Of(Failure? failure) => failure switch
    {
        Failure.Retry or Failure.Unknown => Journal,
        Failure.Unavailable { Cause: var cause } => Of(cause),
        _ => null,
    };

    public static string Of(UnavailableCause cause) => JsonNamingPolicy.SnakeCaseLower.ConvertName(cause.ToString());
}
