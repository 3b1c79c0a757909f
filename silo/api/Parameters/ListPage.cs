using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Parameters;

/// <summary>
/// The part of a short list that a call asks for: <c>limit</c>, <c>after</c> the id of an item, and, where items have a
/// time, <c>from</c> it and before <c>to</c>.
/// </summary>
internal static class ListPage
{
    /// <summary>The items and whether there are more; null where a problem has been written.</summary>
    public static async ValueTask<(List<T> Items, bool HasMore)?> Cut<T>(
        HttpContext context, IEnumerable<T> rows, Func<T, string> id, Func<T, long>? createdAt = null)
    {
        var limit = SharedParameters.ListLimit.Of(context.Request);
        var from = SharedParameters.MadeFrom.Find(context.Request) ?? 0;
        var to = SharedParameters.MadeTo.Find(context.Request) ?? 0;
        var rest = rows;
        if (SharedParameters.AfterItem.Find(context.Request) is { } after)
        {
            var all = rows.ToList();
            var at = all.FindIndex(row => id(row) == after);
            if (at < 0)
            {
                await SharedParameters.AfterItem.Refusal(context.Request).Write(context);
                return null;
            }

            rest = all.Skip(at + 1);
        }

        var found = rest.Where(row => createdAt is null || (createdAt(row) >= from && (to == 0 || createdAt(row) < to)))
            .Take(limit + 1).ToList();
        return (found.Count > limit ? found[..limit] : found, found.Count > limit);
    }
}
