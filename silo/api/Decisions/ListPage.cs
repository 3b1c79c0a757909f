using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Transactions;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Decisions;

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
        var query = context.Request.Query;
        var (limit, from, to) = (Limits.ListMax, 0L, 0L);
        if (query["limit"] is { Count: > 0 } limits && (limits.Count > 1
            || !int.TryParse(limits[0], NumberStyles.None, CultureInfo.InvariantCulture, out limit)
            || limit is < 1 or > Limits.ListMax))
        {
            await ApiError.Write(context, ErrorCodes.ParameterInvalid, "limit");
            return null;
        }

        if (createdAt is not null && Wrong(query, ref from, ref to) is { } wrong)
        {
            await ApiError.Write(context, ErrorCodes.ParameterInvalid, wrong);
            return null;
        }

        var rest = rows;
        if (query["after"] is { Count: > 0 } afters)
        {
            var all = rows.ToList();
            var at = all.FindIndex(row => afters.Count == 1 && id(row) == afters[0]);
            if (at < 0)
            {
                await ApiError.Write(context, ErrorCodes.ParameterInvalid, "after");
                return null;
            }

            rest = all.Skip(at + 1);
        }

        var found = rest.Where(row => createdAt is null || (createdAt(row) >= from && (to == 0 || createdAt(row) < to)))
            .Take(limit + 1).ToList();
        return (found.Count > limit ? found[..limit] : found, found.Count > limit);
    }

    private static string? Wrong(IQueryCollection query, ref long from, ref long to) =>
        !TryTime(query, "from", out from) ? "from" : !TryTime(query, "to", out to) ? "to" : null;

    /// <summary>A time of the address, RFC 3339 with an offset; 0 where it is not stated.</summary>
    public static bool TryTime(IQueryCollection query, string name, out long time)
    {
        time = 0;
        var stated = query[name];
        return stated.Count == 0 || (stated.Count == 1 && TimeText.Instant(stated[0], out time) is null);
    }
}
