using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests.OpenApi;

/// <summary>Calls whatever a client offers, every parameter filled in.</summary>
internal static class EveryMethod
{
    public const string Text = "x1";

    /// <summary>Every method of every subject's client.</summary>
    public static IEnumerable<MethodInfo> All => Subjects.SelectMany(subject => subject.PropertyType
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    private static PropertyInfo[] Subjects => typeof(RiskClient).GetProperties();

    /// <summary>Waits for the answer, or for the first items of many; a refusal is an answer too.</summary>
    public static async Task Call(RiskClient client, MethodInfo method, CancellationToken cancel)
    {
        try
        {
            var given = method.GetParameters().Select(parameter => Some(parameter.ParameterType, cancel)).ToArray();
            var subject = Subjects.Single(each => each.PropertyType == method.DeclaringType).GetValue(client);
            var answer = method.Invoke(subject, given)!;
            await (answer as Task ?? Read((dynamic)answer));
        }
        catch (RiskException)
        {
            // The server has heard the call, which is what is looked at.
        }
    }

    private static async Task Read<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }

    private static object Some(Type type, CancellationToken cancel) => type switch
    {
        _ when type == typeof(string) => Text,
        _ when type == typeof(int?) || type == typeof(int) => 7,
        _ when type == typeof(DateTimeOffset?) => DateTimeOffset.UnixEpoch,
        _ when type == typeof(TimeSpan) => TimeSpan.FromMilliseconds(200),
        _ when type == typeof(CancellationToken) => cancel,
        _ when type == typeof(JsonElement) => JsonElement.Parse("{}"),
        _ when type == typeof(SendOptions) => new SendOptions
        {
            Deadline = TimeSpan.FromMilliseconds(200),
            Consent = Text,
        },
        _ when type == typeof(IAsyncEnumerable<TransactionLine>) => new[] { Support.Some.Line() }.ToAsyncEnumerable(),
        _ when type == typeof(IReadOnlyList<LoadUpload>) => new[] { new LoadUpload(Text, new byte[] { 1 }) },
        _ when type == typeof(LoadOptions) => new LoadOptions
        {
            Account = Text,
            Map = Text,
            Currency = Text,
            Zone = Text,
            Encoding = Text,
            Consent = Text,
            DayFirst = true,
            DecimalComma = true,
            RoundExtraDecimals = true,
            TakeTwins = true,
        },
        _ when type.IsAssignableFrom(typeof(string[])) && type.IsAssignableTo(typeof(IEnumerable)) =>
            new[] { Text },
        { IsClass: true } => RuntimeHelpers.GetUninitializedObject(type), // a body; what it says is not looked at
        _ => throw new NotSupportedException($"what to give for a {type}?"),
    };
}
