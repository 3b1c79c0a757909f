using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace OrleansRisk.Host.Alone;

/// <summary>The list of members of a cluster of one, in the memory of its only silo.</summary>
internal sealed class AloneMembership : IMembershipTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, Tuple<MembershipEntry, string>> _rows = [];
    private TableVersion _version = new(0, "0");

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => Task.CompletedTask;

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask;

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.TryGetValue(key, out var row)
                ? new MembershipTableData(row, _version) : new MembershipTableData(_version));
        }
    }

    public Task<MembershipTableData> ReadAll()
    {
        lock (_gate)
        {
            return Task.FromResult(new MembershipTableData([.. _rows.Values], _version));
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Write(entry, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        Write(entry, tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) => Task.CompletedTask; // nobody else asks

    private Task<bool> Write(MembershipEntry entry, TableVersion next)
    {
        lock (_gate)
        {
            if (next.VersionEtag != _version.VersionEtag)
            {
                return Task.FromResult(false);
            }

            var tag = next.Version.ToString(CultureInfo.InvariantCulture);
            _version = new TableVersion(next.Version, tag);
            _rows[entry.SiloAddress] = Tuple.Create(entry, tag);
            return Task.FromResult(true);
        }
    }
}
