using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Engine.Learned;
using OrleansRisk.Engine.Learned.Monitoring;

namespace OrleansRisk.Api.Learned;

/// <summary>How a model fares. It reads much of the journal: one of a tenant at a time, and few in a process.</summary>
internal sealed class MonitorEndpoint(IModelStore store, ModelMonitor monitor, TimeProvider time)
{
    private const long DayMs = 86_400_000;
    private readonly OneEach _reading = new(Limits.MonitorsAtOnce);

    public async Task Show(HttpContext context, string hash)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        if (await store.Find(tenant, hash, context.RequestAborted) is not { About.Role: ModelRole.Anomaly }
            || await store.File(tenant, hash, context.RequestAborted) is not { } file)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        if (Window(context.Request.Query, time.GetUtcNow().ToUnixTimeMilliseconds(), out var wrong) is not { } window)
        {
            await ApiError.Write(context, ErrorCodes.ParameterInvalid, wrong);
            return;
        }

        if (!_reading.TryBegin(tenant))
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            var report = await monitor.Report(tenant, ModelReading.Read(file), window, context.RequestAborted);
            await Json.Write(context, MonitorShapes.Of(hash, window, report), ContractJson.Default.MonitorBody);
        }
        finally
        {
            _reading.End(tenant);
        }
    }

    /// <summary>The last seven days beside the 28 before them, where nothing else is stated.</summary>
    private static MonitorWindow? Window(IQueryCollection query, long now, out string? wrong)
    {
        wrong = null;
        foreach (var name in new[] { "from", "to", "reference_from", "reference_to" })
        {
            if (!ListPage.TryTime(query, name, out _))
            {
                wrong = name;
                return null;
            }
        }

        var days = 7;
        if (query["label_days"] is { Count: > 0 } stated && (stated.Count > 1
            || !int.TryParse(stated[0], NumberStyles.None, CultureInfo.InvariantCulture, out days)
            || days > Limits.MonitorLabelDaysMax))
        {
            wrong = "label_days";
            return null;
        }

        var to = Time(query, "to", now);
        var from = Time(query, "from", to - (7 * DayMs));
        var before = Time(query, "reference_to", from);
        var window = new MonitorWindow(from, to, Time(query, "reference_from", before - (28 * DayMs)), before, days);
        wrong = window.From >= window.To ? "from"
            : window.ReferenceFrom >= window.ReferenceTo ? "reference_from"
            : null;
        return wrong is null ? window : null;
    }

    private static long Time(IQueryCollection query, string name, long usual) =>
        query[name].Count > 0 && ListPage.TryTime(query, name, out var time) ? time : usual;
}
