using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Calls that may be sent again, in memory.</summary>
internal sealed class VolatileIdempotencyStore : IIdempotencyStore
{
    private readonly ConcurrentDictionary<IdempotencyName, IdempotencyRow> _rows = new();

    public ValueTask<IdempotencyRow?> Begin(
        IdempotencyName name, IdempotencyRow row, long floor, CancellationToken cancel)
    {
        lock (_rows)
        {
            if (_rows.TryGetValue(name, out var before) && before.At >= floor)
            {
                return new(before);
            }

            _rows[name] = row;
            return default;
        }
    }

    public ValueTask Answer(IdempotencyName name, int status, ReadOnlyMemory<byte> answer, CancellationToken cancel)
    {
        _rows[name] = _rows[name] with { Status = status, Answer = answer };
        return default;
    }

    public ValueTask Forget(IdempotencyName name, CancellationToken cancel)
    {
        _rows.TryRemove(name, out _);
        return default;
    }
}

/// <summary>No customers.</summary>
internal sealed class NoCustomers : ICustomerStore
{
    public ValueTask Link(
        TenantId tenant, IReadOnlyList<UInt128> customers, AccountKey account, CancellationToken cancel) => default;

    public ValueTask<IReadOnlyList<AccountKey>> Accounts(
        TenantId tenant, UInt128 customer, AccountKey after, int limit, CancellationToken cancel) => new([]);
}
