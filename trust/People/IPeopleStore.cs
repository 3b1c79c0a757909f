using OrleansRisk.Actors.Access;

namespace OrleansRisk.Trust.People;

/// <summary>
/// Persons and invitations, as they are kept. Every write is once: of two at one time, one is refused.
/// </summary>
public interface IPeopleStore
{
    ValueTask<PersonRow?> Find(PersonId person, CancellationToken cancel);

    /// <summary>The one who has the e-mail address and has not ended.</summary>
    ValueTask<PersonRow?> FindBy(TenantId tenant, UInt128 lookup, CancellationToken cancel);

    ValueTask<IReadOnlyList<PersonRow>> All(TenantId tenant, CancellationToken cancel);

    ValueTask<bool> ChangeRoles(PersonId person, IReadOnlyList<string> roles, CancellationToken cancel);

    /// <summary>From now on the person may do nothing, and nothing of its credentials is left.</summary>
    ValueTask<bool> End(PersonId person, long at, CancellationToken cancel);

    ValueTask Invite(InvitationRow invitation, CancellationToken cancel);

    ValueTask<InvitationRow?> Invitation(TenantId tenant, UInt128 id, CancellationToken cancel);

    /// <summary>
    /// Uses the invitation up and makes the person with its password, in one transaction. False if it was used, is over
    /// or never was, and if somebody has the address.
    /// </summary>
    ValueTask<bool> Accept(UInt128 invitation, PersonRow person, string passwordHash, CancellationToken cancel);
}
