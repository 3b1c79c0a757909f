using System.ComponentModel.DataAnnotations;
using OrleansRisk.Amqp;
using OrleansRisk.Host.Settings;
using OrleansRisk.Maps;

namespace OrleansRisk.Host.Amqp;

/// <summary>What a host consumes, from its settings; what is wrong with them is known before anything starts.</summary>
/// <param name="Broker">Where the broker is.</param>
/// <param name="Key">The tenant's API key.</param>
/// <param name="Options">What is consumed.</param>
internal sealed record BrokerQueue(BrokerAddress Broker, string Key, ConsumeOptions Options)
{
    public static BrokerQueue Of(BrokerSettings settings)
    {
        var password = settings.PasswordFile is { } file ? File.ReadAllText(file).Trim() : null;
        var broker = BrokerAddress.Parse(settings.Url, password)
            ?? throw new ValidationException("Amqp: Url must be an amqp or amqps address: amqp://user@localhost:5672/");
        var options = Consuming(settings);
        return options.Fault() is { } fault
            ? throw new ValidationException($"Amqp: {fault}")
            : new BrokerQueue(broker, File.ReadAllText(settings.KeyFile!).Trim(), options);
    }

    private static ConsumeOptions Consuming(BrokerSettings settings)
    {
        var options = new ConsumeOptions
        {
            Queue = settings.Queue!,
            Decisions = settings.Decisions,
            Declare = settings.Declare,
            Prefetch = settings.Prefetch,
            Map = settings.MapFile is { } file ? Map(file) : null,
        };
        return settings.DeadLetters is { } refused ? options with { DeadLetters = refused } : options;
    }

    private static MapFile Map(string file)
    {
        try
        {
            return Maps.MapFile.Parse(File.ReadAllBytes(file));
        }
        catch (MapException wrong)
        {
            throw new ValidationException($"Amqp: {file}: {wrong.Message}");
        }
    }
}
