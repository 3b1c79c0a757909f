using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// The unwrapped keys of one tenant. Its pseudonyms hang on it, so that they live no longer than their key.
/// </summary>
internal sealed class TenantKeySet(TenantOrigin origin) : IDisposable
{
    private readonly Dictionary<(TenantKeyPurpose Purpose, int Version), (TenantKeyStatus Status, Secret? Secret)> _keys
        = [];

    public Pseudonyms? Pseudonyms { get; set; }

    public TenantOrigin Origin => origin;

    /// <summary>What the tenant's sessions share; null until the first is made.</summary>
    public SealingShared? Shared { get; set; }

    public void Add(TenantKeyRow row, Secret? secret) => _keys[(row.Purpose, row.Version)] = (row.Status, secret);

    /// <summary>The one new things are made with.</summary>
    public (int Version, Secret Secret) Active(TenantKeyPurpose purpose)
    {
        foreach (var ((of, version), (status, secret)) in _keys)
        {
            if (of == purpose && status == TenantKeyStatus.Active)
            {
                return (version, secret!);
            }
        }

        throw _keys.Keys.Any(key => key.Purpose == purpose)
            ? new KeyUnavailableException(UnavailableCause.KeyDisabled, "no key of the tenant is active")
            : new KeyUnavailableException(UnavailableCause.KeyMissing, "the tenant has no such key");
    }

    /// <summary>One that something was made with before.</summary>
    public Secret Of(TenantKeyPurpose purpose, int version)
    {
        if (!_keys.TryGetValue((purpose, version), out var key))
        {
            throw new KeyUnavailableException(UnavailableCause.KeyMissing, "the tenant has no key of that version");
        }

        return key.Secret ?? throw new KeyUnavailableException(
            UnavailableCause.KeyDisabled, "the tenant's key is disabled");
    }

    /// <summary>Goes on with what is in use where it is the same, so that nobody's key is zeroed under him.</summary>
    public TenantKeySet KeepInstancesOf(TenantKeySet? before)
    {
        if (before is null)
        {
            return this;
        }

        foreach (var (name, old) in before._keys)
        {
            var same = old.Secret is not null && _keys.TryGetValue(name, out var now)
                && now.Secret is not null && now.Secret.Same(old.Secret);
            if (same)
            {
                _keys[name].Secret!.Dispose();
                _keys[name] = (_keys[name].Status, old.Secret);
                Pseudonyms ??= name.Purpose == TenantKeyPurpose.Pseudonym ? before.Pseudonyms : null;
            }
            else
            {
                old.Secret?.Dispose();
            }
        }

        return this;
    }

    public void Dispose()
    {
        foreach (var (_, secret) in _keys.Values)
        {
            secret?.Dispose();
        }

        Pseudonyms?.Dispose();
    }
}
