namespace OrleansRisk.Core.Observations;

/// <summary>What the lender states of the account, as far as the state holds it.</summary>
/// <param name="Sequence">Number of this event in the account; settings take a number like transactions do.</param>
/// <param name="CurrencyNumber">ISO 4217 number; another one only where nothing was folded yet.</param>
/// <param name="OpenedDay">Days since 1970-01-01; 0 where not stated.</param>
public readonly record struct SettingsEvent(long Sequence, ushort CurrencyNumber, int OpenedDay);
