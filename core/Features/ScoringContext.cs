using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>
/// A transaction beside the state before it, and what both say at once; read by every feature and by the scoring
/// version.
/// </summary>
internal readonly ref struct ScoringContext
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private const int MovesMin = 2;
    private const int MovesDays = 60;
    private const byte BookedBit = 1 << (int)TransactionStatus.Booked;
    private const byte ReversedBit = 1 << (int)TransactionStatus.Reversed;

    private readonly ref readonly DecisionInputs _inputs;

    public ScoringContext(
        ushort scoringVersion, Span<byte> state, Transaction transaction, ref readonly DecisionInputs inputs)
    {
        ScoringVersion = scoringVersion;
        State = state;
        Transaction = transaction;
        _inputs = ref inputs;
        var header = new AccountHeader(state);
        var converted = Money.InAccountCurrency(transaction, header.Currency);
        HasMoney = converted is not null;
        Amount = converted ?? 0;
        LogAmount = Logarithm.Log(1.0 + Amount);
        Classification = TransactionClassification.Of(scoringVersion, transaction, in inputs);
        Late = transaction.At < header.NewestAt;
        BeforeWatermark = transaction.At < header.NewestAt - Lateness(transaction.Status);
        Now = Math.Max(transaction.At, header.NewestAt);
        Usual = new Usual(state, Classification.Way, Now, inputs.CivilDay);
        Name = scoringVersion >= ScoringVersions.Four ? PartyName.Key(transaction) : 0;
        Party = new PartyTable(state).Known(Name, inputs.Counterparty);
        Met = scoringVersion >= ScoringVersions.Four ? new PartyTable(state).Of(Party) : default;
    }

    /// <summary>What is new in a scoring version asks for it; everything else is the same in all.</summary>
    public ushort ScoringVersion { get; }

    public Span<byte> State { get; }

    public Transaction Transaction { get; }

    public ref readonly DecisionInputs Inputs => ref _inputs;

    /// <summary>The counterparty by its reduced name; 0 for none, and before scoring version 4.</summary>
    public ulong Name { get; }

    /// <summary>Whom habits know it as: the stated counterparty before scoring version 4; 0 for none.</summary>
    public ulong Party { get; }

    /// <summary>What habits know of it; nothing before scoring version 4.</summary>
    public readonly PartyEntry Met;

    /// <summary>Minor units of the account's currency; 0 where no rate was given.</summary>
    public long Amount { get; }

    /// <summary>ln(1 + amount).</summary>
    public double LogAmount { get; }

    public bool HasMoney { get; }

    public readonly TransactionClassification Classification;

    public bool Late { get; }

    public bool BeforeWatermark { get; }

    /// <summary>The later of the transaction's time and the newest known.</summary>
    public long Now { get; }

    /// <summary>What the account did before, in the figures that several features share.</summary>
    public readonly Usual Usual;

    public bool Credit => Transaction.Direction == Direction.Credit;

    /// <summary>
    /// Spent on what is nobody's business who scores: credit reads nothing of it. From scoring version 3.
    /// </summary>
    public bool SetApart => Classification.SetApart && !Credit;

    /// <summary>
    /// Nothing says what it is for, but it comes again and again as an income does; from scoring version 3.
    /// </summary>
    public bool Recurring =>
        ScoringVersion >= ScoringVersions.Three && Credit && !Classification.Categorised && Party != 0
            && (ScoringVersion >= ScoringVersions.Four
                ? IsRecurring
                : Streams.IsIncomeOf(State, Party));

    /// <summary>
    /// Own money: nothing says what it is for, but for months it has gone out to this party and come back from it, as
    /// between one's own accounts or friends; neither income nor spending. From scoring version 4.
    /// </summary>
    public bool Moved =>
        ScoringVersion >= ScoringVersions.Four && !Classification.Categorised
            && (TakesBack
                ? Inputs.Category == CategoryFinding.CountedAsMoved
                : Met.Payments >= MovesMin && Met.Credits >= MovesMin
                    && Inputs.CivilDay - Met.FirstDay >= MovesDays);

    /// <summary>
    /// Nothing says what it is for, but the party sent money first and now collects it with a charge, or did so before:
    /// a loan paid back. From scoring version 4.
    /// </summary>
    public bool Repays => ScoringVersion >= ScoringVersions.Four && !Credit && !Classification.Categorised
        && (TakesBack
            ? Inputs.Category == CategoryFinding.CountedAsRepaid
            : Party != 0 && (new StreamTable(State).HasLent(Party) || EarnedIncome.IsLoanCollected(this)));

    /// <summary>Nothing says what it is for, but the payer has lent before. From scoring version 4.</summary>
    public bool Borrows => ScoringVersion >= ScoringVersions.Four && Credit && !Classification.Categorised
        && (TakesBack
            ? Inputs.Category == CategoryFinding.CountedAsBorrowed
            : Party != 0 && new StreamTable(State).HasLent(Party));

    /// <summary>What its money counts as.</summary>
    public FlowKind Flow => Recurring && ScoringVersion >= ScoringVersions.Four ? FlowKind.Income
        : Borrows ? FlowKind.LoanIn
        : Repays ? FlowKind.Debt
        : Moved ? FlowKind.OwnTransfer
        : Classification.Flow;

    /// <summary>
    /// What the record is to hold of its category: a booking that counts as what no rule said hands that on to whatever
    /// takes it back, for by then the account may know more of the party.
    /// </summary>
    public byte ObservedCategory =>
        ScoringVersion < ScoringVersions.Four || Transaction.Status != TransactionStatus.Booked ? Inputs.Category
            : Recurring ? CategoryFinding.CountedAsIncome
            : Borrows ? CategoryFinding.CountedAsBorrowed
            : Repays ? CategoryFinding.CountedAsRepaid
            : Moved ? CategoryFinding.CountedAsMoved
            : Inputs.Category >= CategoryFinding.CountedAsMoved ? (byte)0
            : Inputs.Category;

    /// <summary>Another status of the same transaction was folded before.</summary>
    public bool Known => Inputs.Prior.Seen != 0;

    /// <summary>It takes the place of another id; from scoring version 2.</summary>
    public bool Replaces => ScoringVersion >= ScoringVersions.Two && Inputs.Replaced != 0;

    /// <summary>The first sight of an authorisation or booking: what velocity and habits count.</summary>
    public bool IsAttempt =>
        !Known && Transaction.Status is TransactionStatus.Authorised or TransactionStatus.Booked;

    /// <summary>Money moves with this status: a booking that neither happened before nor was reversed before.</summary>
    public bool Books =>
        Transaction.Status == TransactionStatus.Booked && (Inputs.Prior.Seen & (BookedBit | ReversedBit)) == 0;

    /// <summary>Money that was booked comes back.</summary>
    public bool GivesBack =>
        Transaction.Status == TransactionStatus.Reversed && (Inputs.Prior.Seen & BookedBit) != 0 &&
        (Inputs.Prior.Seen & ReversedBit) == 0;

    /// <summary>More comes back than was booked, and the rest counts too; from scoring version 4.</summary>
    public bool GivesBackMore => ScoringVersion >= ScoringVersions.Four && Inputs.Noted.GivesBackMore;

    /// <summary>Hour of the account's day, 0 to 23.</summary>
    public int Hour => (int)(Modulo(Transaction.At + (Inputs.OffsetMinutes * 60_000L), DayMs) / HourMs);

    /// <summary>32-bit hash of a short text, never 0.</summary>
    public static uint ShortHash(string text) =>
        (uint)StateHash.Of(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan())) | 1;

    private bool TakesBack => Transaction.Status == TransactionStatus.Reversed;

    /// <summary>
    /// Income of which the payer is forgotten meanwhile was income all the same; own money never becomes income.
    /// </summary>
    private bool IsRecurring => TakesBack && Inputs.Category >= CategoryFinding.CountedAsMoved
        ? Inputs.Category == CategoryFinding.CountedAsIncome
        : EarnedIncome.Is(this);

    private static long Lateness(TransactionStatus status) =>
        status == TransactionStatus.Authorised ? Limits.AuthorisedLatenessMs : Limits.BookedLatenessMs;

    private static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
