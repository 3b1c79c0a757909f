using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansRisk.Actors.Access;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Credit;

/// <summary>
/// Keeps assessments word for word, in both languages, sealed under the tenant's key in their place: what an applicant
/// was told can be shown years later, whatever has become of models and sentences since.
/// </summary>
internal sealed class AssessmentArchive(IAssessmentStore store, ITenantSeal seal)
{
    private static ReadOnlySpan<byte> LetterDomain => "risk/letter-of-assessment/v1"u8;

    public static AccountKey NewId() => AccountKey.FromBytes(RandomNumberGenerator.GetBytes(16));

    public async ValueTask Keep(TenantId tenant, AccountKey id, long at, KeptAssessment kept)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(kept, KeptJson.Default.KeptAssessment);
        var body = await seal.Seal(tenant, SealedKind.Assessment, id.Value, content, CancellationToken.None);
        await store.Add(tenant, new AssessmentRow(id.Value, at, body), CancellationToken.None);
    }

    /// <summary>
    /// Keeps the letter about an assessment beside it, so that both go at once; the one that is kept, which is another
    /// one's where two were made at the same time.
    /// </summary>
    public async ValueTask<KeptLetter> KeepLetter(TenantId tenant, AccountKey assessment, KeptLetter letter)
    {
        var place = PlaceOfLetter(assessment);
        var content = JsonSerializer.SerializeToUtf8Bytes(letter, KeptJson.Default.KeptLetter);
        var body = await seal.Seal(tenant, SealedKind.Letter, place, content, CancellationToken.None);
        var at = letter.English.AssessedAt.ToUnixTimeMilliseconds();
        await store.Add(tenant, new AssessmentRow(place, at, body), CancellationToken.None);
        return await Letter(tenant, assessment, CancellationToken.None) ?? letter;
    }

    /// <summary>Null where none was made.</summary>
    public async ValueTask<KeptLetter?> Letter(TenantId tenant, AccountKey assessment, CancellationToken cancel)
    {
        var place = PlaceOfLetter(assessment);
        if (await store.Find(tenant, place, cancel) is not { } row)
        {
            return null;
        }

        var content = await seal.Open(tenant, SealedKind.Letter, place, row.Content, cancel);
        return JsonSerializer.Deserialize(content.AsSpan(), KeptJson.Default.KeptLetter);
    }

    /// <summary>Null where this is no id of an assessment.</summary>
    public static AccountKey? KeyOf(string id) =>
        Ids.TryParseAssessment(id, out var letters) && AccountKey.TryParse(letters, out var key) ? key : null;

    /// <summary>A letter follows from its assessment, and so does where it is kept.</summary>
    private static UInt128 PlaceOfLetter(AccountKey assessment)
    {
        Span<byte> named = stackalloc byte[LetterDomain.Length + 16];
        LetterDomain.CopyTo(named);
        BinaryPrimitives.WriteUInt128BigEndian(named[LetterDomain.Length..], assessment.Value);
        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(named));
    }

    /// <summary>Null where the tenant has none of this id.</summary>
    public async ValueTask<KeptAssessment?> Find(TenantId tenant, string id, CancellationToken cancel)
    {
        if (KeyOf(id) is not { } key
            || await store.Find(tenant, key.Value, cancel) is not { } row)
        {
            return null;
        }

        var content = await seal.Open(tenant, SealedKind.Assessment, key.Value, row.Content, cancel);
        return JsonSerializer.Deserialize(FormerMembers.Renamed(content), KeptJson.Default.KeptAssessment);
    }
}
