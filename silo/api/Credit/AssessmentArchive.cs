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
    public static AccountKey NewId() => AccountKey.FromBytes(RandomNumberGenerator.GetBytes(16));

    public async ValueTask Keep(TenantId tenant, AccountKey id, long at, KeptAssessment kept)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(kept, KeptJson.Default.KeptAssessment);
        var body = await seal.Seal(tenant, SealedKind.Assessment, id.Value, content, CancellationToken.None);
        await store.Add(tenant, new AssessmentRow(id.Value, at, body), CancellationToken.None);
    }

    /// <summary>Null where the tenant has none of this id.</summary>
    public async ValueTask<KeptAssessment?> Find(TenantId tenant, string id, CancellationToken cancel)
    {
        if (!Ids.TryParseAssessment(id, out var letters) || !AccountKey.TryParse(letters, out var key)
            || await store.Find(tenant, key.Value, cancel) is not { } row)
        {
            return null;
        }

        var content = await seal.Open(tenant, SealedKind.Assessment, key.Value, row.Content, cancel);
        return JsonSerializer.Deserialize(FormerMembers.Renamed(content), KeptJson.Default.KeptAssessment);
    }
}
