using System.Collections.Frozen;
using System.Reflection;
using Orleans.Serialization.Invocation;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Access;

/// <summary>
/// A method of the engine's contract as it is called on a grain: its rule, and the kind of key it may be called on.
/// </summary>
internal sealed class ContractMethod
{
    private static readonly (Type Grain, Type Contract, GrainKind Kind)[] Contracts =
    [
        (typeof(IAccountGrain), typeof(IAccount), GrainKind.Account),
        (typeof(ITenantGrain), typeof(ITenant), GrainKind.Tenant),
        (typeof(ITenantSiloGrain), typeof(ITenantSilo), GrainKind.TenantSilo),
    ];

    private static readonly FrozenDictionary<MethodInfo, ContractMethod> ByMethod = Read();

    private readonly Func<Failure, Response> _respond;
    private readonly Func<Response, Failure?> _failureOf;

    private ContractMethod(Type contract, MethodInfo method, GrainKind kind)
    {
        Name = $"{contract.Name}.{method.Name}";
        Rule = AccessRules.Of(contract, method.Name);
        Kind = kind;
        var value = method.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0];
        _respond = Typed<Func<Failure, Response>>(nameof(Failed), value);
        _failureOf = Typed<Func<Response, Failure?>>(nameof(Failure), value);
        if (method.GetParameters() is not [{ ParameterType: var first }, ..] || first != typeof(Caller))
        {
            throw new InvalidOperationException($"{Name} does not take its caller first, so nobody would be checked.");
        }
    }

    /// <summary>Contract and method, <c>IAccount.Assess</c>.</summary>
    public string Name { get; }

    public AccessRule Rule { get; }

    public GrainKind Kind { get; }

    /// <summary>All of them, as reached through a grain interface.</summary>
    public static IReadOnlyCollection<MethodInfo> All => ByMethod.Keys;

    /// <summary>Null for a method of no contract.</summary>
    public static ContractMethod? Find(MethodInfo method) => ByMethod.GetValueOrDefault(method);

    public static ContractMethod Of(Type contract, string method) => ByMethod[contract.GetMethod(method)!];

    /// <summary>The method's answer with this failure, so that no refusal crosses as an exception.</summary>
    public Response Respond(Failure failure) => _respond(failure);

    /// <summary>The failure that the method has answered; null for a value.</summary>
    public Failure? FailureOf(Response response) => _failureOf(response);

    private static TDelegate Typed<TDelegate>(string method, Type value)
        where TDelegate : Delegate => typeof(ContractMethod)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(value)
            .CreateDelegate<TDelegate>();

    private static Failure? Failure<T>(Response response) => response.GetResult<Outcome<T>>()!.Failure;

    // Typed, for the codec is found by the declared type: a response of object would look for one of each case.
    private static Response Failed<T>(Failure failure) => Response.FromResult<Outcome<T>>(failure);

    private static FrozenDictionary<MethodInfo, ContractMethod> Read() => Contracts
        .SelectMany(entry => entry.Contract.GetMethods().Concat(entry.Grain.GetMethods())
            .Select(method => (Method: method, Contract: new ContractMethod(entry.Contract, method, entry.Kind))))
        .ToFrozenDictionary(entry => entry.Method, entry => entry.Contract);
}
