using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Engine.Tests.Models;

/// <summary>A registry in memory, with the promises of the real one.</summary>
internal sealed class VolatileModelStore : IModelStore
{
    private readonly Dictionary<(TenantId, string), (ModelRow Row, ReadOnlyMemory<byte> File)> _models = [];

    /// <summary>Keeps a file that has passed every check.</summary>
    public async Task<string> Keep(TenantId tenant, byte[] file, string? approvedBy = "key:two")
    {
        var model = ModelReading.Read(file);
        var row = new ModelRow(
            model.Hash, new ModelAbout(model.Role, model.Kind, "risk team", "cards", null, null, null), "key:one", 1,
            approvedBy, approvedBy is null ? null : 2);
        await Add(tenant, row, file, default, default);
        return row.Hash;
    }

    /// <summary>Puts another file where a model is, past every check.</summary>
    public void Replace(TenantId tenant, string hash, byte[] file) =>
        _models[(tenant, hash)] = _models[(tenant, hash)] with { File = file };

    public ValueTask<ModelRow?> Add(
        TenantId tenant, ModelRow row, ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> report, CancellationToken cancel)
    {
        _models.TryAdd((tenant, row.Hash), (row, file));
        return Find(tenant, row.Hash, cancel);
    }

    public ValueTask<ModelRow?> Find(TenantId tenant, string hash, CancellationToken cancel) =>
        new(_models.TryGetValue((tenant, hash), out var found) ? found.Row : null);

    public ValueTask<IReadOnlyList<ModelRow>> All(TenantId tenant, CancellationToken cancel) =>
        new([.. _models.Where(each => each.Key.Item1 == tenant).Select(static each => each.Value.Row)]);

    public ValueTask<ReadOnlyMemory<byte>?> File(TenantId tenant, string hash, CancellationToken cancel) =>
        new(_models.TryGetValue((tenant, hash), out var found) ? found.File : default(ReadOnlyMemory<byte>?));

    public ValueTask<ReadOnlyMemory<byte>?> Report(TenantId tenant, string hash, CancellationToken cancel) =>
        new((ReadOnlyMemory<byte>?)null);

    public ValueTask<ModelRow?> Approve(
        TenantId tenant, string hash, string by, long at, CancellationToken cancel) => new((ModelRow?)null);
}
