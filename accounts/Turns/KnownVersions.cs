using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Actors.Accounts;

namespace OrleansRisk.Accounts.Turns;

/// <summary>
/// What an identity says where not all that is recorded counts: of one that was taken back nothing is known, of one
/// that was corrected there are several versions. And what is a correction of which.
/// </summary>
internal sealed class KnownVersions(LifecycleReader lifecycles)
{
    /// <summary>Answers what is known, or cannot be a correction; false where the item is to be decided.</summary>
    public async ValueTask<bool> Answer(BatchWork work, int index, ulong identity, ulong content)
    {
        var versions = await VersionsOf(work, identity);
        if (work.Batch.Corrects?[index] is not { } earlier)
        {
            return versions.Count > 0 && Repeat(work, index, content, versions);
        }

        var corrected = work.Tenant.Pseudonyms.Identity(earlier, work.Batch.Items[index].Status);
        var targets = corrected == identity ? versions : await VersionsOf(work, corrected);
        if (targets.Count == 0)
        {
            work.Answer(index, new Answer.Refused("transaction_unknown", "corrects"));
            return true;
        }

        if (versions.Count > 0 && (corrected != identity || await lifecycles.IsAnyOf(work, versions, content)))
        {
            return Repeat(work, index, content, versions);
        }

        work.Corrects = targets[^1];
        return false;
    }

    /// <summary>Whether any version of it counts.</summary>
    public async ValueTask<bool> IsKnown(BatchWork work, ulong identity) =>
        (await VersionsOf(work, identity)).Count > 0;

    private static bool Repeat(BatchWork work, int index, ulong content, IReadOnlyList<long> versions)
    {
        work.Repeat(index, versions[^1], content, versions);
        return true;
    }

    /// <summary>All that are not taken back, oldest first.</summary>
    private async ValueTask<IReadOnlyList<long>> VersionsOf(BatchWork work, ulong identity)
    {
        if (work.Places is null)
        {
            await lifecycles.LookUp(work, 0);
        }

        var pending = work.Pending(identity);
        return
        [
            .. work.Places!.Versions(identity).Where(sequence => work.Standing?.IsTakenBack(sequence) != true),
            .. pending > 0 ? [pending] : Array.Empty<long>(),
        ];
    }
}
