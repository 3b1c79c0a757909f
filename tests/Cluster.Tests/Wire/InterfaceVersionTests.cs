using System.Reflection;
using Orleans.CodeGeneration;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.GrainInterfaces;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Wire;

/// <summary>
/// What silos of two builds may call of each other: whoever changes a method sees here that the number of its
/// interface must grow.
/// </summary>
public sealed class InterfaceVersionTests
{
    [Fact]
    public void Interfaces_SayTheirVersionAndMethods_AsApproved() =>
        Approved.Check("interfaces.txt", string.Concat(Interfaces().Select(Described)));

    private static IEnumerable<Type> Interfaces() => typeof(IAccountGrain).Assembly.GetExportedTypes()
        .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static string Described(Type type)
    {
        var version = type.GetCustomAttribute<VersionAttribute>();
        Assert.True(version is not null, $"{type.Name} says no version");
        var alias = type.GetCustomAttribute<AliasAttribute>()?.Alias;
        return $"{alias} {version.Version}\n" + string.Concat(type.GetInterfaces().Append(type)
            .Where(from => from.Assembly != typeof(IAddressable).Assembly)
            .SelectMany(from => from.GetMethods())
            .Select(Signature).Distinct()
            .Order(StringComparer.Ordinal)
            .Select(line => $"  {line}\n"));
    }

    private static string Signature(MethodInfo method) =>
        $"{Spelled(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters()
            .Select(parameter => Spelled(parameter.ParameterType)))})";

    private static string Spelled(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type
            .GetGenericArguments().Select(Spelled))}>"
        : type.Name;
}
