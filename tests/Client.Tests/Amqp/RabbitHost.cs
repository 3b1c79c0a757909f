using OrleansRisk.Client.Tests.Processes;

namespace OrleansRisk.Client.Tests.Amqp;

/// <summary>A broker and a host over a database, one of each for the tests of consuming.</summary>
public sealed class RabbitHost : IAsyncLifetime
{
    private RabbitNode? _node;

    internal RabbitNode Node => _node!;

    public RealHost Real { get; } = new();

    public async Task InitializeAsync()
    {
        if (RabbitNode.Program is not null)
        {
            await Task.WhenAll(Real.InitializeAsync(), Started());
        }
    }

    public async Task DisposeAsync()
    {
        if (_node is not null)
        {
            await Real.DisposeAsync();
            await _node.DisposeAsync();
        }
    }

    private async Task Started() => _node = await RabbitNode.Started();
}

/// <summary>One broker is started for all of them, and they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class RabbitTests : ICollectionFixture<RabbitHost>
{
    public const string Name = "RabbitMQ";
}
