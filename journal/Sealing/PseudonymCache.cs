namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Pseudonyms made before, of all tenants, in a fixed number of places: the newer one wins a place, so memory stays
/// flat. Entries are immutable, so a reader needs no lock.
/// </summary>
internal sealed class PseudonymCache(int places)
{
    private readonly Entry?[] _entries = new Entry?[places];

    public bool TryGet(object owner, PseudonymDomain domain, string text, out UInt128 value)
    {
        var entry = Volatile.Read(ref _entries[PlaceOf(owner, domain, text)]);
        var hit = entry is not null && entry.Domain == domain && ReferenceEquals(entry.Owner, owner)
            && entry.Text == text;
        value = hit ? entry!.Value : default;
        return hit;
    }

    public void Add(object owner, PseudonymDomain domain, string text, UInt128 value) =>
        Volatile.Write(ref _entries[PlaceOf(owner, domain, text)], new Entry(owner, domain, text, value));

    private int PlaceOf(object owner, PseudonymDomain domain, string text) =>
        (int)((uint)HashCode.Combine(owner, domain, text) % (uint)_entries.Length);

    private sealed record Entry(object Owner, PseudonymDomain Domain, string Text, UInt128 Value);
}

/// <summary>
/// First byte of what is hashed, so that a text has unrelated pseudonyms as an account, an id and a counterparty.
/// </summary>
internal enum PseudonymDomain : byte
{
    Account = 1,
    Identity = 2,
    Content = 3,
    Counterparty = 4,
    Tag = 5,
}
