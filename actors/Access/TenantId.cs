namespace OrleansRisk.Actors.Access;

/// <summary>A tenant's number, from 1; given once and never reused.</summary>
public readonly record struct TenantId(int Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
