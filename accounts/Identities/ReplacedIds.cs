using System.Buffers.Binary;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Accounts.Identities;

/// <summary>
/// Ids that others have taken the place of, as a record's column of identities names them: behind the identity of each
/// event follow pairs of the replaced id's hash and the number of the event in the record, both with the mark of a
/// replaced id where others have their status. So a lifecycle is followed forwards from an id that the bank has given
/// up.
/// </summary>
internal static class ReplacedIds
{
    public static ulong Of(IPseudonyms pseudonyms, string transactionId) =>
        pseudonyms.Identity(transactionId, default) | AccountState.ReplacedMark;

    public static bool IsMarked(ulong word) => (word & AccountState.ReplacedMark) == AccountState.ReplacedMark;

    public static void Write(Span<byte> target, ulong replaced, int eventOfRecord)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target, replaced);
        BinaryPrimitives.WriteUInt64LittleEndian(
            target[sizeof(ulong)..], ((ulong)eventOfRecord << 3) | AccountState.ReplacedMark);
    }

    public static int EventOf(ulong word) => (int)(word >> 3);
}
