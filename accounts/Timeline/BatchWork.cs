using System.Buffers.Binary;
using OrleansRisk.Accounts.Identities;
using OrleansRisk.Accounts.Recording;
using OrleansRisk.Accounts.Rehydration;
using OrleansRisk.Accounts.Residency;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Accounts.Timeline;

/// <summary>
/// One batch under way: the scratch state it is folded into, what was decided, and what is still to be looked up.
/// </summary>
internal sealed class BatchWork(
    TransactionBatch batch, TenantContext tenant, ReferenceTables tables, ScratchState scratch, long now)
{
    private readonly Answer?[] _answers = new Answer?[batch.Items.Count];
    private readonly List<AssessedEntry> _entries = new(batch.Items.Count);

    /// <summary>The identity of each entry, side by side: a batch is longer than the ring in the state.</summary>
    private readonly ulong[] _identities = new ulong[batch.Items.Count];
    private List<KnownItem>? _known;
    private Dictionary<long, LifecycleEvent>? _young;
    private Dictionary<long, long>? _corrects;

    public TransactionBatch Batch => batch;

    public TenantContext Tenant => tenant;

    public ReferenceTables Tables { get; set; } = tables;

    public ScratchState Scratch => scratch;

    /// <summary>The state behind the last transaction that was decided.</summary>
    public byte[] State => scratch.State;

    public required AccountProfile Profile { get; init; }

    public required CivilClock Clock { get; init; }

    /// <summary>Fold of the record that this batch becomes.</summary>
    public required ushort ScoringVersion { get; init; }

    /// <summary>Sequence of the newest committed event.</summary>
    public required long Committed { get; init; }

    /// <summary>Places of the items in the order in which they are decided; null where that is theirs.</summary>
    public int[]? Order { get; set; }

    /// <summary>The batch is recorded beside the state, and waits for a rebuild.</summary>
    public bool Waits { get; set; }

    /// <summary>The transaction under way is a better version of this one; 0 for none.</summary>
    public long Corrects { get; set; }

    /// <summary>Nothing waits or was ever rebuilt, nor is anything corrected: what is recorded counts.</summary>
    public bool CountsAll { get; init; }

    /// <summary>Which versions count of what is recorded; null for an account in which all do.</summary>
    public Standing? Standing { get; init; }

    /// <summary>What rules said of the transaction under way when it was booked; null where it was not.</summary>
    public RuleObservation? BookedRules { get; set; }

    /// <summary>What was found of the bookings that the transaction under way belongs to.</summary>
    public BookingNotes Noted { get; set; }

    /// <summary>Young transactions that were read for others of this batch, by sequence.</summary>
    public Dictionary<long, LifecycleEvent> Young => _young ??= [];

    /// <summary>
    /// Where identities of this batch stand in the journal; null as long as none had to be looked up.
    /// </summary>
    public IdentityPlaces? Places { get; set; }

    /// <summary>When the batch reached us, milliseconds since 1970.</summary>
    public long Now => now;

    public long NextSequence => Committed + _entries.Count + 1;

    public IReadOnlyList<AssessedEntry> Entries => _entries;

    /// <summary>Transactions found recorded already, whose first answers are to be read.</summary>
    public IReadOnlyList<KnownItem> Known => _known is null ? [] : _known;

    public IReadOnlyList<Answer> Answers => _answers!;

    public void Decide(int index, Transaction transaction, in DecisionInputs inputs, in Decision decision)
    {
        var entry = new AssessedEntry(transaction, inputs, decision);
        if (Corrects > 0)
        {
            (_corrects ??= []).Add(inputs.Sequence, Corrects);
        }

        _identities[_entries.Count] = inputs.Identity;
        _entries.Add(entry);
        _answers[index] = new Answer.Decided(RecordedEntries.Answer(ScoringVersion, entry, Profile), Duplicate: false);
    }

    /// <summary>The record that the batch becomes.</summary>
    public TransactionsAssessed Body(bool first) => new(first ? Profile : null, default, _entries)
    {
        Sources = batch.Sources,
        Waiting = Waits
            ? new WaitingRows([.. _entries.Select(each => _corrects?.GetValueOrDefault(each.Inputs.Sequence) ?? 0)])
            : null,
    };

    /// <summary>Whether the sender says that the item is a better version of another.</summary>
    public bool IsCorrection(int index) => Waits && batch.Corrects?[index] is not null;

    public void Answer(int index, Answer answer) => _answers[index] = answer;

    /// <summary>The transaction's identity stands at this sequence: in the journal, or earlier in this batch.</summary>
    public void Repeat(int index, long sequence, ulong content, IReadOnlyList<long>? versions = null)
    {
        var known = new KnownItem(index, sequence, content) { Versions = versions ?? [sequence] };
        if (sequence > Committed)
        {
            AnswerKnown(
                known, RecordedEntries.Of(ScoringVersion, _entries[(int)(sequence - Committed - 1)], Profile));
        }
        else
        {
            (_known ??= []).Add(known);
        }
    }

    /// <summary>The first answer again, with texts that differ named; or what differs from it.</summary>
    public void AnswerKnown(KnownItem known, DecidedTransaction recorded)
    {
        var item = batch.Items[known.Index];
        var differs = recorded.Inputs.Content == known.Content
            ? [] : ContentComparison.Differences(recorded.Transaction, item);
        _answers[known.Index] = differs.Count == 0 || ContentComparison.HaveSameFacts(recorded.Transaction, item)
            ? new Answer.Decided(recorded.Answer, Duplicate: true)
            {
                SupersededBy = known.Versions[^1] > recorded.Inputs.Sequence
                    ? known.Versions[^1]
                    : Standing?.LaterThan(recorded.Inputs.Sequence) ?? 0,
                Changed = differs,
            }
            : new Answer.Conflict(differs);
    }

    /// <summary>Sequence of the entry of this batch with that identity; 0 for none.</summary>
    public long Pending(ulong identity)
    {
        var index = _identities.AsSpan(0, _entries.Count).IndexOf(identity);
        return index < 0 ? 0 : Committed + 1 + index;
    }

    /// <summary>The record's column: the identity of each event, then which ids they replace.</summary>
    public byte[] Identities()
    {
        var replacing = _entries.Count(entry => entry.Transaction.Replaces is not null);
        var bytes = new byte[(_entries.Count + (2 * replacing)) * sizeof(ulong)];
        var marks = bytes.AsSpan(_entries.Count * sizeof(ulong));
        for (var i = 0; i < _entries.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), _entries[i].Inputs.Identity);
            if (_entries[i].Transaction.Replaces is { } earlier)
            {
                ReplacedIds.Write(marks, ReplacedIds.Of(tenant.Pseudonyms, earlier), i);
                marks = marks[(2 * sizeof(ulong))..];
            }
        }

        return bytes;
    }
}

/// <summary>An item of a batch whose identity is recorded already.</summary>
/// <param name="Sequence">Of the version that counts.</param>
internal readonly record struct KnownItem(int Index, long Sequence, ulong Content)
{
    /// <summary>Of all that count or did, oldest first.</summary>
    public required IReadOnlyList<long> Versions { get; init; }

    /// <summary>
    /// The version of this content, or else the newest of the same facts, or else the one that counts; null where its
    /// record is gone.
    /// </summary>
    public DecidedTransaction? Of(Dictionary<long, DecidedTransaction> recorded, Transaction item)
    {
        var kept = Versions.Where(recorded.ContainsKey).Select(sequence => recorded[sequence]).ToList();
        var content = Content;
        return kept.Find(version => version.Inputs.Content == content)
            ?? kept.FindLast(version => ContentComparison.HaveSameFacts(version.Transaction, item))
            ?? recorded.GetValueOrDefault(Sequence);
    }
}
