namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>Rows of a load begin or end with another balance than their account has there.</summary>
/// <param name="Row">The first, or the last, of the load.</param>
/// <param name="IsBefore">Whether it is about what comes before the rows, else behind them.</param>
/// <param name="Stated">What the load has, minor units.</param>
/// <param name="Recorded">What the account has.</param>
/// <param name="Day">Of the account's row next to it.</param>
internal sealed record RecordedGap(DraftRow Row, bool IsBefore, long Stated, long Recorded, int Day);
