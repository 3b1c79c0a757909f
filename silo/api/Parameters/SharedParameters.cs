using Microsoft.AspNetCore.Http;

namespace OrleansRisk.Api.Parameters;

/// <summary>Parameters that several addresses have in common.</summary>
internal static class SharedParameters
{
    /// <summary>Of pages.</summary>
    public static readonly WholeNumber Limit = new(
        "limit", "Items on a page.", 1, Limits.PageMax, Limits.PageDefault);

    /// <summary>Of lists that are short: all of it, if it is not stated.</summary>
    public static readonly WholeNumber ListLimit = new(
        "limit", "Items at most.", 1, Limits.ListMax, Limits.ListMax);

    public static readonly Token AfterItem = new(
        "after", "The id of an item to begin after.", "the id of an item of this list");

    public static readonly Token AfterPage = new(
        "after", "Where an earlier page ended.", "the value of after in an earlier page");

    public static readonly WholeNumber Deadline = new(
        "deadline_ms",
        "Milliseconds after which a call, or a line of a stream since it was read, gets the tenant's fallback. The "
            + "tenant's own deadline counts if it is not stated.",
        (int)Limits.DeadlineMin.TotalMilliseconds, (int)Limits.DeadlineMax.TotalMilliseconds);

    public static readonly Instant MadeFrom = new("from", "Only what was made from this time on.");
    public static readonly Instant MadeTo = new("to", "Only what was made before this time.");

    /// <summary>The deadline that an address states; null where it states none that is taken.</summary>
    public static TimeSpan? DeadlineOf(HttpRequest request) =>
        Deadline.Find(request) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
}
