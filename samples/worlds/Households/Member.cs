using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>A customer: drawn once, from the household's own stream.</summary>
internal sealed record Member
{
    /// <summary>The lender's id.</summary>
    public required string Id { get; init; }
    public required Person Person { get; init; }
    public required Life Life { get; init; }

    /// <summary>What an ordinary month brings at the beginning, in minor units.</summary>
    public required long Income { get; init; }
    public required Account Main { get; init; }
    public required Account? Savings { get; init; }
    public required Account? Joint { get; init; }

    /// <summary>A linked account at another bank.</summary>
    public required Party? Elsewhere { get; init; }
    public required Habits Habits { get; init; }
    public required IReadOnlyList<Duty> Duties { get; init; }

    /// <summary>What a working month leaves for living, in minor units.</summary>
    public required long Living { get; init; }

    /// <summary>Telephones with the day on which each was first used, in order.</summary>
    public required IReadOnlyList<(DateOnly From, string Id)> Devices { get; init; }

    /// <summary>Where the household's bills are paid.</summary>
    public Account Purse => Joint ?? Main;

    public string DeviceOn(DateTime at) => Devices.Last(device => device.From <= DateOnly.FromDateTime(at)).Id;
}
