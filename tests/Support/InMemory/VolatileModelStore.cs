using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>A registry in memory, with the promises of the real one.</summary>
internal sealed class VolatileModelStore : IModelStore
{
    private readonly Dictionary<(TenantId, string), (ModelRow Row, ReadOnlyMemory<byte> File)> _models = [];

    /// <summary>Keeps a file that has passed every check.</summary>
    public Task<string> Keep(TenantId tenant, byte[] file, string? approvedBy = "key:two")
    {
        var model = ModelReading.Read(file);
        var row = new ModelRow(
            model.Hash, new ModelAbout(model.Role, model.Kind, "risk team", "cards", null, null, null), "key:one", 1,
            approvedBy, approvedBy is null ? null : 2);
        _models.TryAdd((tenant, row.Hash), (row, file));
        return Task.FromResult(row.Hash);
    }

    /// <summary>Puts another file where a model is, past every check.</summary>
    public void Replace(TenantId tenant, string hash, byte[] file) =>
        _models[(tenant, hash)] = _models[(tenant, hash)] with { File = file };

    /// <summary>Has an effect stand.</summary>
    public void Apply(TenantEffect effect)
    {
        switch (effect)
        {
            case TenantEffect.ModelAdded added:
                _models.Add((added.Tenant, added.Model.Hash), (added.Model, added.File));
                break;
            case TenantEffect.ModelApproved approved:
                var (row, file) = _models[(approved.Tenant, approved.Hash)];
                _models[(approved.Tenant, approved.Hash)] =
                    (row with { ApprovedBy = approved.By, ApprovedAt = approved.At }, file);
                break;
            default:
                throw new NotSupportedException(effect.ToString());
        }
    }

    public ValueTask<ModelRow?> Find(TenantId tenant, string hash, CancellationToken cancel) =>
        new(_models.TryGetValue((tenant, hash), out var found) ? found.Row : null);

    public ValueTask<IReadOnlyList<ModelRow>> All(TenantId tenant, CancellationToken cancel) =>
        new([.. _models.Where(each => each.Key.Item1 == tenant).Select(static each => each.Value.Row)]);

    public ValueTask<ReadOnlyMemory<byte>?> File(TenantId tenant, string hash, CancellationToken cancel) =>
        new(_models.TryGetValue((tenant, hash), out var found) ? found.File : default(ReadOnlyMemory<byte>?));

    public ValueTask<ReadOnlyMemory<byte>?> Report(TenantId tenant, string hash, CancellationToken cancel) =>
        new((ReadOnlyMemory<byte>?)null);
}
