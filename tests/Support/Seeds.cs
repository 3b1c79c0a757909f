using System.Globalization;

namespace OrleansRisk.Tests.Support;

/// <summary>Seeds of tests that draw: every failure names the seed that shows it again.</summary>
public static class Seeds
{
    /// <summary>Runs the test with a fixed seed, or the one in RISK_SEED.</summary>
    public static void Run(int seed, Action<Random> test) => Run(seed, random =>
    {
        test(random);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <inheritdoc cref="Run(int, Action{Random})"/>
    public static async Task Run(int seed, Func<Random, Task> test)
    {
        var asked = Environment.GetEnvironmentVariable("RISK_SEED");
        var chosen = asked is { Length: > 0 } ? int.Parse(asked, CultureInfo.InvariantCulture) : seed;
        try
        {
            await test(new Random(chosen));
        }
        catch (Exception failure)
        {
            throw new SeedException(chosen, failure);
        }
    }
}

/// <summary>A test failed; the message begins with the seed to repeat it with.</summary>
public sealed class SeedException(int seed, Exception failure)
    : Exception($"seed {seed} (RISK_SEED={seed} repeats it): {failure.Message}", failure);
