using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.Models.Monitoring;

namespace OrleansRisk.Api.Models;

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

        if (Window(context.Request, time.GetUtcNow().ToUnixTimeMilliseconds(), out var wrong) is not { } window)
        {
            await (wrong.Refusal(context.Request) with { Allowed = "a time before the window's end" }).Write(context);
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
    private static MonitorWindow? Window(HttpRequest request, long now, out Instant wrong)
    {
        var to = MonitorParameters.To.Find(request) ?? now;
        var from = MonitorParameters.From.Find(request) ?? to - (7 * DayMs);
        var before = MonitorParameters.ReferenceTo.Find(request) ?? from;
        var window = new MonitorWindow(
            from, to, MonitorParameters.ReferenceFrom.Find(request) ?? before - (28 * DayMs), before,
            MonitorParameters.LabelDays.Of(request));
        wrong = window.From >= window.To ? MonitorParameters.From : MonitorParameters.ReferenceFrom;
        return window.From >= window.To || window.ReferenceFrom >= window.ReferenceTo ? null : window;
    }
}
