using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;
using Orleans.Runtime.GrainDirectory;
using OrleansRisk.Grains.Access;

namespace OrleansRisk.Host.Alone;

/// <summary>
/// Where the grains of a cluster of one are: here, whether they are awake or not. So no call waits for a placement
/// that has one answer, and nothing is kept for an account that was called once.
/// </summary>
internal sealed class HereDirectory(ILocalSiloDetails here) : IGrainDirectoryCache
{
    public IEnumerable<(GrainAddress ActivationAddress, int Version)> KeyValues => [];

    public bool LookUp(GrainId key, [NotNullWhen(true)] out GrainAddress? result, out int version)
    {
        version = 0;
        result = GrainTypes.IsOurs(key.Type)
            ? new GrainAddress { GrainId = key, SiloAddress = here.SiloAddress } : null;
        return result is not null;
    }

    public void AddOrUpdate(GrainAddress value, int version)
    {
    }

    public bool Remove(GrainId key) => false;

    public bool Remove(GrainAddress key) => false;

    public void Clear()
    {
    }
}
