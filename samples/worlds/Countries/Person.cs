namespace OrleansRisk.Samples.Worlds.Countries;

/// <summary>
/// An invented person by the places of the names in the data, so that a name can be turned into another.
/// </summary>
/// <param name="Community">Whose names they are.</param>
/// <param name="Second">Place of a second name; below 0 for none.</param>
internal sealed record Person(string Community, bool Woman, int Given, int Second, int Father);
