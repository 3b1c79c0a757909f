namespace OrleansRisk.Actors.Access;

/// <summary>Any one of these roles may call the method. A contract method without it is denied to everyone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute(Roles anyOf) : Attribute
{
    public Roles AnyOf { get; } = anyOf;
}
