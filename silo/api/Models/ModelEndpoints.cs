using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Models;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Api.Models;

/// <summary>
/// A tenant's registry of models: what is kept is checked whole before, and approved by somebody else.
/// </summary>
internal sealed class ModelEndpoints(IModelStore store, IActors actors, TimeProvider time)
{
    private readonly OneEach _reading = new(Limits.ModelsReadAtOnce);

    public async Task Add(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Limits.ModelBodyBytesMax;
        }

        var tenant = Call.Of(context).Caller.Tenant;
        if (!_reading.TryBegin(tenant))
        {
            await ApiError.Write(context, ErrorCodes.Overloaded);
            return;
        }

        try
        {
            await TimedUpload.Handle(context, Limits.ModelUploadTime, time, AddOne);
        }
        finally
        {
            _reading.End(tenant);
        }
    }

    public async Task All(HttpContext context)
    {
        var rows = await store.All(Call.Of(context).Caller.Tenant, context.RequestAborted);
        if (await ListPage.Cut(context, rows, static row => row.Hash, static row => row.UploadedAt)
            is var (found, more))
        {
            var models = found.Select(static row => ModelShapes.Of(row)).ToList();
            await Json.Write(
                context, new ModelList { Models = models, HasMore = more }, ContractJson.Default.ModelList);
        }
    }

    public async Task One(HttpContext context, string hash)
    {
        var tenant = Call.Of(context).Caller.Tenant;
        if (await store.Find(tenant, hash, context.RequestAborted) is not { } row)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        var report = await store.Report(tenant, hash, context.RequestAborted);
        var text = report is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
        await Json.Write(context, ModelShapes.Of(row, text), ContractJson.Default.ModelBody);
    }

    /// <summary>The file as it is kept, byte by byte.</summary>
    public async Task File(HttpContext context, string hash)
    {
        if (await store.File(Call.Of(context).Caller.Tenant, hash, context.RequestAborted) is not { } file)
        {
            await ApiError.Write(context, ErrorCodes.NotFound);
            return;
        }

        context.Response.ContentType = MediaTypes.Json;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = file.Length;
        await context.Response.Body.WriteAsync(file, context.RequestAborted);
    }

    public async Task Approve(HttpContext context, string hash)
    {
        var caller = Call.Of(context).Caller;
        var approved = await actors.Tenant(caller.Tenant).ApproveModel(caller, hash);
        await Answer(context, approved, hash, StatusCodes.Status200OK);
    }

    private async Task AddOne(HttpContext context)
    {
        if (await AdminBodies.Model(context) is not { } request)
        {
            return;
        }

        if (ModelShapes.Fault(request) is var (code, field))
        {
            await ApiError.Write(context, code, field);
            return;
        }

        CheckedModel model;
        try
        {
            model = ModelShapes.Read(request);
        }
        catch (ModelUnreadableException wrong)
        {
            await new ApiError(ErrorCodes.ModelInvalid, "file", Cause: ModelShapes.Cause(wrong.Message)).Write(context);
            return;
        }

        var caller = Call.Of(context).Caller;
        var upload = new ModelUpload(
            model.Hash, (byte)model.Role, model.Kind, request.Owner, request.Purpose, model.File.ToArray(),
            Encoding.UTF8.GetBytes(request.Report ?? ""))
        {
            TrainedFrom = request.TrainedFrom,
            TrainedTo = request.TrainedTo,
            DataHash = request.DataHash,
        };
        var kept = await actors.Tenant(caller.Tenant).AddModel(caller, upload);
        await Answer(context, kept, model.Hash, StatusCodes.Status201Created);
    }

    private async Task Answer(HttpContext context, Outcome<int> outcome, string hash, int status)
    {
        if (!outcome.IsDone)
        {
            await Outcomes.Of(outcome.Failure).Write(context);
            return;
        }

        var row = await store.Find(Call.Of(context).Caller.Tenant, hash, CancellationToken.None);
        await Json.Write(context, ModelShapes.Of(row!), ContractJson.Default.ModelBody, status);
    }
}
