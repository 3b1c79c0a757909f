using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Trust.People;

/// <summary>
/// What is kept of persons under the keys of their tenant: fields sealed, look-ups as keyed hashes. The platform has
/// keys as a tenant has, under number 0.
/// </summary>
public sealed class PeopleSecrets(IKeyRing keys, ITenantSeal seal)
{
    private const int Pieces = 2;
    private const int PieceBytes = 16;
    private const int AddressBytes = 8;

    /// <summary>Keyed hash of an e-mail address, in its one spelling.</summary>
    public async ValueTask<UInt128> Lookup(TenantId tenant, string email, CancellationToken cancel) =>
        Tag(await Keys(tenant, cancel), "person by e-mail", Encoding.UTF8.GetBytes(EmailAddress.Plain(email)));

    /// <summary>
    /// Keyed hash of where somebody signs in from: an IPv4 address, or the first 64 bits of an IPv6 one, which is what
    /// one household has.
    /// </summary>
    public async ValueTask<UInt128> Place(TenantId tenant, IPAddress address, CancellationToken cancel)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return Tag(await Keys(tenant, cancel), "person's address",
            plain.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, AddressBytes) : bytes);
    }

    /// <summary>Keyed hash of a person at a place.</summary>
    public async ValueTask<UInt128> Pair(TenantId tenant, UInt128 lookup, UInt128 place, CancellationToken cancel)
    {
        var bytes = new byte[2 * PieceBytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, lookup);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(PieceBytes), place);
        return Tag(await Keys(tenant, cancel), "person at an address", bytes);
    }

    /// <summary>The key under which passwords of the tenant's persons are hashed; it does not lie in the database.
    /// </summary>
    public async ValueTask<byte[]> Pepper(TenantId tenant, CancellationToken cancel)
    {
        var pseudonyms = await Keys(tenant, cancel);
        var pepper = new byte[Pieces * PieceBytes];
        for (var piece = 0; piece < Pieces; piece++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(
                pepper.AsSpan(piece * PieceBytes), Tag(pseudonyms, "password's pepper", [(byte)piece]));
        }

        return pepper;
    }

    public ValueTask<byte[]> Seal(PersonId person, PersonalFields fields, CancellationToken cancel) => seal.Seal(
        person.Tenant, SealedKind.Person, person.Value, Encoding.UTF8.GetBytes($"{fields.Email}\n{fields.Name}"),
        cancel);

    public async ValueTask<PersonalFields> Open(
        PersonId person, ReadOnlyMemory<byte> blob, CancellationToken cancel)
    {
        var text = Encoding.UTF8.GetString(
            await seal.Open(person.Tenant, SealedKind.Person, person.Value, blob, cancel));
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return new PersonalFields(text[..end], text[(end + 1)..]);
    }

    public ValueTask<byte[]> SealCodes(PersonId person, byte[] secret, CancellationToken cancel) =>
        seal.Seal(person.Tenant, SealedKind.OneTimeSecret, person.Value, secret, cancel);

    public ValueTask<byte[]> OpenCodes(PersonId person, ReadOnlyMemory<byte> blob, CancellationToken cancel) =>
        seal.Open(person.Tenant, SealedKind.OneTimeSecret, person.Value, blob, cancel);

    private async ValueTask<IPseudonyms> Keys(TenantId tenant, CancellationToken cancel)
    {
        if (tenant.Value == 0)
        {
            await keys.CreateTenant(tenant, cancel); // once; after that it changes nothing
        }

        return await keys.Pseudonyms(tenant, cancel);
    }

    private static UInt128 Tag(IPseudonyms pseudonyms, string what, ReadOnlySpan<byte> bytes) =>
        pseudonyms.Tag([.. Encoding.UTF8.GetBytes(what), 0, .. bytes]);
}
