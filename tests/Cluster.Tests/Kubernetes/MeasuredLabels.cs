using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Api;

namespace OrleansRisk.Cluster.Tests.Kubernetes;

/// <summary>
/// Which labels each figure really has: every method of every class of metrics is called once, and what they measure is
/// listened to.
/// </summary>
internal static class MeasuredLabels
{
    public static IReadOnlyDictionary<string, HashSet<string>> ByFigure()
    {
        var labels = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument),
        };
        listener.SetMeasurementEventCallback<long>((figure, _, tags, _) => Add(labels, figure, tags));
        listener.SetMeasurementEventCallback<int>((figure, _, tags, _) => Add(labels, figure, tags));
        listener.SetMeasurementEventCallback<double>((figure, _, tags, _) => Add(labels, figure, tags));
        listener.Start();
        using var services = new ServiceCollection().AddMetrics().AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
        foreach (var type in Assemblies().SelectMany(static assembly => assembly.GetTypes()).Where(
            static type => type is { IsClass: true, IsAbstract: false }
                && type.Name.EndsWith("Metrics", StringComparison.Ordinal)))
        {
            CallAll(type, services);
        }

        return labels;
    }

    /// <summary>The meters that classes of metrics name.</summary>
    public static IEnumerable<string> Meters() => Assemblies().SelectMany(static assembly => assembly.GetTypes())
        .Select(static type => type.GetField("MeterName")?.GetRawConstantValue()).OfType<string>().Distinct();

    private static IEnumerable<Assembly> Assemblies() =>
        AppDomain.CurrentDomain.GetAssemblies().Append(typeof(ApiSetup).Assembly).Append(typeof(EngineMetrics).Assembly)
            .Concat(typeof(ApiSetup).Assembly.GetReferencedAssemblies().Select(Assembly.Load))
            .Where(static each => each.GetName().Name is { } name
                && name.StartsWith("OrleansRisk", StringComparison.OrdinalIgnoreCase)
                && !name.EndsWith("Tests", StringComparison.Ordinal))
            .Distinct();

    private static void CallAll(Type type, IServiceProvider services)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)[0];
        using var metrics = (IDisposable)constructor.Invoke(
            [.. constructor.GetParameters().Select(each => Value(each.ParameterType, services))]);
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static method => !method.IsSpecialName && method.Name != nameof(IDisposable.Dispose)))
        {
            method.Invoke(metrics, [.. method.GetParameters().Select(each => Value(each.ParameterType, services))]);
        }
    }

    private static object? Value(Type type, IServiceProvider services) =>
        services.GetService(type) is { } service ? service
            : type == typeof(string) ? "x"
            : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(1)
            : type == typeof(Func<int>) ? static () => 0
            : type.IsEnum ? Enum.GetValues(type).GetValue(1)
            : type.IsPrimitive ? Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture)
            : RuntimeHelpers.GetUninitializedObject(type);

    private static void Add(
        Dictionary<string, HashSet<string>> labels, Instrument figure,
        ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var name in MonitoringTests.Spelled(figure))
        {
            if (!labels.TryGetValue(name, out var known))
            {
                labels.Add(name, known = new HashSet<string>(StringComparer.Ordinal));
            }

            foreach (var tag in tags)
            {
                known.Add(tag.Key);
            }
        }
    }
}
