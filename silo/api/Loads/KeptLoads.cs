using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Loads;

/// <summary>
/// Loads as they are kept: a head, and parts of at most so many items each, every one sealed under the tenant's key and
/// bound to its place in its load.
/// </summary>
internal sealed class KeptLoads(ILoadStore store, ITenantSeal seal, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The key that a load's id names; null if it is none.</summary>
    public static UInt128? KeyOf(string load) =>
        Ids.TryParseLoad(load, out var letters) && AccountKey.TryParse(letters, out var key) ? key.Value : null;

    /// <summary>A new load's key.</summary>
    public static UInt128 NewKey() => AccountKey.FromBytes(RandomNumberGenerator.GetBytes(16)).Value;

    public static string IdOf(UInt128 key) => Ids.Load(new AccountKey(key).ToString());

    public async ValueTask Keep(
        TenantId tenant, UInt128 id, KeptLoad load, IEnumerable<KeptRow> rows, IEnumerable<KeptAccount> accounts,
        IEnumerable<LoadFindingBody> findings, CancellationToken cancel)
    {
        var content = await Seal(tenant, id, kind: 0, 0, load, LoadsJson.Default.KeptLoad);
        var head = new LoadHead(
            id, load.CreatedAt, load.CreatedAt + (long)Limits.LoadKept.TotalMilliseconds, LoadState.Arriving, 0, 0, 0,
            content);
        await store.Begin(tenant, head, Now, cancel);
        await Keep(tenant, id, LoadPartKind.Rows, rows, LoadsJson.Default.ListKeptRow, cancel);
        await Keep(tenant, id, LoadPartKind.Accounts, accounts, LoadsJson.Default.ListKeptAccount, cancel);
        await Keep(tenant, id, LoadPartKind.Findings, findings, LoadsJson.Default.ListLoadFindingBody, cancel);
        await store.Complete(tenant, id, cancel);
    }

    /// <summary>Null where the tenant has none of this id.</summary>
    public async ValueTask<(LoadHead Head, KeptLoad Load)?> Find(
        TenantId tenant, UInt128 id, CancellationToken cancel) =>
        await store.Find(tenant, id, Now, cancel) is { } head
            ? (head, await Open(tenant, id, kind: 0, 0, head.Content, LoadsJson.Default.KeptLoad, cancel))
            : null;

    /// <summary>The newest first of those made between two times, behind a load that is not among them.</summary>
    public async ValueTask<IReadOnlyList<(LoadHead Head, KeptLoad Load)>> Before(
        TenantId tenant, LoadHead? last, long from, long to, int limit, CancellationToken cancel)
    {
        var (createdAt, id) = last is null || last.CreatedAt >= to ? (to, UInt128.Zero) : (last.CreatedAt, last.Id);
        var loads = new List<(LoadHead, KeptLoad)>();
        foreach (var head in await store.Before(tenant, createdAt, id, from, limit, Now, cancel))
        {
            var load = await Open(tenant, head.Id, kind: 0, 0, head.Content, LoadsJson.Default.KeptLoad, cancel);
            loads.Add((head, load));
        }

        return loads;
    }

    public ValueTask<IReadOnlyList<KeptRow>> Rows(
        TenantId tenant, UInt128 id, int part, int parts, CancellationToken cancel) =>
        Items(tenant, id, LoadPartKind.Rows, part, parts, LoadsJson.Default.ListKeptRow, cancel);

    public ValueTask<IReadOnlyList<KeptAccount>> Accounts(
        TenantId tenant, UInt128 id, int part, int parts, CancellationToken cancel) =>
        Items(tenant, id, LoadPartKind.Accounts, part, parts, LoadsJson.Default.ListKeptAccount, cancel);

    public ValueTask<IReadOnlyList<LoadFindingBody>> Findings(
        TenantId tenant, UInt128 id, int part, int parts, CancellationToken cancel) =>
        Items(tenant, id, LoadPartKind.Findings, part, parts, LoadsJson.Default.ListLoadFindingBody, cancel);

    /// <summary>Keeps findings as a part of their own, in the place of what an attempt before found there.</summary>
    public async ValueTask PutFindings(
        TenantId tenant, UInt128 id, int part, List<LoadFindingBody> findings, CancellationToken cancel)
    {
        var content = await Seal(
            tenant, id, (short)LoadPartKind.Findings, part, findings, LoadsJson.Default.ListLoadFindingBody);
        await store.PutPart(tenant, id, new LoadPart(LoadPartKind.Findings, part, content), cancel);
    }

    /// <summary>Why the tenant may hold no further load; null if it may.</summary>
    public async ValueTask<ApiError?> Full(TenantId tenant, CancellationToken cancel)
    {
        var held = await store.Held(tenant, Now, cancel);
        return held.Count < Limits.LoadsHeldMax && held.Bytes < Limits.LoadBytesHeldMax ? null
            : new ApiError(ErrorCodes.TooManyLoads, Cause: string.Create(
                CultureInfo.InvariantCulture,
                $"{held.Count} loads of {held.Bytes >> 20} MB: {string.Join(", ", held.Oldest.Select(IdOf))} …"));
    }

    /// <summary>Says how long somebody else has the load, unless they go on with it.</summary>
    public async ValueTask<ApiError> UnderWay(TenantId tenant, UInt128 id, CancellationToken cancel)
    {
        var left = (await store.Find(tenant, id, Now, cancel))?.LeasedUntil - Now;
        return new ApiError(ErrorCodes.LoadUnderWay, Cause: left > 0
            ? string.Create(CultureInfo.InvariantCulture,
                $"If whoever commits it does not go on, it is free in {(left + 999) / 1000} seconds.")
            : "It is free now.");
    }

    /// <summary>Takes a load to commit it; false where somebody else has it.</summary>
    public ValueTask<bool> Take(TenantId tenant, UInt128 id) =>
        store.Take(tenant, id, Now, Now + (long)Limits.LoadLease.TotalMilliseconds, CancellationToken.None);

    /// <param name="keeps">Goes on with it.</param>
    public ValueTask Note(TenantId tenant, LoadHead head, bool keeps) => store.Note(
        tenant, head.Id, head.State, head.PartsDone, head.RowsDone, head.Refused,
        keeps ? Now + (long)Limits.LoadLease.TotalMilliseconds : 0, CancellationToken.None);

    /// <summary>Keeps a load that is being committed for longer.</summary>
    public ValueTask Extend(TenantId tenant, UInt128 id) =>
        store.Extend(tenant, id, Now + (long)Limits.LoadLease.TotalMilliseconds, CancellationToken.None);

    public ValueTask<bool> Delete(TenantId tenant, UInt128 id) => store.Delete(tenant, id, Now, CancellationToken.None);

    private async ValueTask Keep<T>(
        TenantId tenant, UInt128 id, LoadPartKind kind, IEnumerable<T> items, JsonTypeInfo<List<T>> shape,
        CancellationToken cancel)
    {
        var (parts, part) = (new List<LoadPart>(Limits.LoadPartsAtOnce), 0);
        foreach (var slice in items.Chunk(Limits.LoadPartItems))
        {
            parts.Add(new LoadPart(kind, part, await Seal(tenant, id, (short)kind, part, [.. slice], shape)));
            part++;
            if (parts.Count == Limits.LoadPartsAtOnce)
            {
                await store.AddParts(tenant, id, parts, cancel);
                parts.Clear();
            }
        }

        if (parts.Count > 0)
        {
            await store.AddParts(tenant, id, parts, cancel);
        }
    }

    private async ValueTask<IReadOnlyList<T>> Items<T>(
        TenantId tenant, UInt128 id, LoadPartKind kind, int part, int parts, JsonTypeInfo<List<T>> shape,
        CancellationToken cancel)
    {
        var items = new List<T>();
        foreach (var kept in await store.Parts(tenant, id, kind, part, parts, cancel))
        {
            items.AddRange(await Open(tenant, id, (short)kind, kept.Part, kept.Content, shape, cancel));
        }

        return items;
    }

    private async ValueTask<byte[]> Seal<T>(
        TenantId tenant, UInt128 id, short kind, int part, T content, JsonTypeInfo<T> shape) => await seal.Seal(
            tenant, SealedKind.Load, Place(id, kind, part), JsonSerializer.SerializeToUtf8Bytes(content, shape),
            CancellationToken.None);

    private async ValueTask<T> Open<T>(
        TenantId tenant, UInt128 id, short kind, int part, ReadOnlyMemory<byte> kept, JsonTypeInfo<T> shape,
        CancellationToken cancel) => JsonSerializer.Deserialize(
            await seal.Open(tenant, SealedKind.Load, Place(id, kind, part), kept, cancel), shape)!;

    private static UInt128 Place(UInt128 id, short kind, int part)
    {
        Span<byte> place = stackalloc byte[22];
        BinaryPrimitives.WriteUInt128BigEndian(place, id);
        BinaryPrimitives.WriteInt16BigEndian(place[16..], kind);
        BinaryPrimitives.WriteInt32BigEndian(place[18..], part);
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(place));
    }
}
