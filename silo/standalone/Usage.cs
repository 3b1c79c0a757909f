namespace OrleansRisk.Standalone;

/// <summary>What the program can do, as it says itself.</summary>
internal static class Usage
{
    public const string Text = """
        orleansrisk serve          listens; Ctrl-C stops it in good order
        orleansrisk migrate        brings the database to this version, as its administrator
        orleansrisk operator-key   makes an operator's key and prints it, this once
        orleansrisk fold           shows what each node computes and the fold of each tenant
        orleansrisk export TENANT FILE writes a tenant's transactions with their labels as risk-training reads them
        orleansrisk fold TENANT N  lets a tenant go on with fold N, once every node computes it; there is no way back
        orleansrisk drop-month 2025-01 drops a month of the journal that no tenant's retention needs, for good

        Settings come from appsettings.json, the environment (RISK_PORT=5080) or arguments (--port 5080):
          Database                            an administrator's connection string, for development
          Writer, Reader, Projector, Operator a connection string for each role
          Production, Environment, Region, Address, Port, Http2Port, KeyFile, OperatorKeyFile, Lanes,
          MemoryMegabytes, PublishSeconds, EventTime, CloseDays, OtlpEndpoint, StopSeconds
          Amqp:Url, PasswordFile, KeyFile, Queue, DeadLetters, Decisions, Declare, Prefetch, MapFile
                                              a queue of RabbitMQ to consume (RISK_AMQP__QUEUE=transactions)
        """;
}
