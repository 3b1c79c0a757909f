namespace OrleansRisk.Core.Accounts;

/// <summary>
/// Where each block of an account's state stands. Final for layout version 1: a block may be filled by a later scoring
/// version, but none moves. Offsets are chained, so that two blocks cannot overlap.
/// </summary>
internal static class Layout
{
    public const ushort Version = 1;

    public const int Header = 0;
    public const int HeaderSize = 96;

    public const int Identities = Header + HeaderSize;
    public const int IdentitySlots = 32;
    public const int IdentitySlot = 28;
    public const int IdentitiesSize = 16 + (IdentitySlots * IdentitySlot);

    public const int Decayed = Identities + IdentitiesSize;
    public const int DecayedSize = 8 + (4 * 24);

    public const int LogMoments = Decayed + DecayedSize;
    public const int LogMomentsSize = 4 * 20;

    public const int Amounts = LogMoments + LogMomentsSize;
    public const int AmountsSize = 40;

    public const int OwnOutliers = Amounts + AmountsSize;
    public const int OwnOutliersSize = 16;

    public const int Clock = OwnOutliers + OwnOutliersSize;
    public const int ClockSize = (24 + 7) * 2;

    public const int Parties = Clock + ClockSize;
    public const int PartySlots = 32;
    public const int PartySlot = 16;
    public const int PartiesSize = PartySlots * PartySlot;

    public const int MerchantGroups = Parties + PartiesSize;
    public const int MerchantGroupCount = 32;
    public const int MerchantGroupsSize = MerchantGroupCount * 2;

    /// <summary>Countries, channels and devices: one small table each.</summary>
    public const int Settings = MerchantGroups + MerchantGroupsSize;
    public const int SettingSlots = 8;
    public const int SettingSlot = 8;
    public const int SettingTable = SettingSlots * SettingSlot;
    public const int SettingsSize = 3 * SettingTable;

    /// <summary>
    /// Zero in scoring version 1. From scoring version 2: two HyperLogLog sketches of 64 registers of 4 bits (distinct
    /// counterparties, rotated every 45 days), the newest place, the usual number of counterparties of a day, the
    /// greatest amounts.
    /// </summary>
    public const int DistinctParties = Settings + SettingsSize;
    public const int DistinctPartiesSize = 2 * 48;
    public const int SketchesSize = 2 * 32;
    public const int LastPlace = DistinctParties + SketchesSize;
    public const int LastPlaceSize = 12;
    public const int UsualParties = LastPlace + LastPlaceSize;
    public const int GreatestAmounts = UsualParties + 4;
    public const int GreatestAmountsSize = 16;

    public const int LastAnomaly = DistinctParties + DistinctPartiesSize;
    public const int LastAnomalySize = 40;

    public const int HourRing = LastAnomaly + LastAnomalySize;
    public const int HourBuckets = 24;
    public const int RingSlot = 9;
    public const int HourRingSize = 4 + ((HourBuckets + 1) * RingSlot);

    public const int WeekRing = HourRing + HourRingSize;
    public const int WeekBuckets = 28;
    public const int WeekRingSize = 4 + ((WeekBuckets + 1) * RingSlot);

    public const int Days = WeekRing + WeekRingSize;
    public const int DaySlots = 90;
    public const int DaySlot = 26;
    public const int DaysSize = 4 + (DaySlots * DaySlot);

    public const int Months = Days + DaysSize;
    public const int MonthSlots = 13;
    public const int FlowKinds = 10;
    public const int MonthCell = 8;
    public const int MonthSlot = FlowKinds * MonthCell;
    public const int MonthsSize = 4 + (MonthSlots * MonthSlot);

    public const int Streams = Months + MonthsSize;
    public const int StreamSlots = 12;
    public const int StreamSlot = 36;
    public const int StreamsSize = StreamSlots * StreamSlot;

    public const int Credit = Streams + StreamsSize;
    public const int CreditSize = 104;

    /// <summary>First byte after the blocks; from here to the size all bytes are 0.</summary>
    public const int End = Credit + CreditSize;
}
