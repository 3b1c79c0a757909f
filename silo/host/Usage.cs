namespace OrleansRisk.Silo;

/// <summary>What the program can do, as it says itself.</summary>
internal static class Usage
{
    public const string Text = """
        orleansrisk-silo serve                     joins the cluster and listens; Ctrl-C leaves it in good order
        orleansrisk-silo migrate                   brings the database to this version, as its administrator
        orleansrisk-silo certs                     makes or renews certificates and capsule keys in the folder Secrets
        orleansrisk-silo operator-key              makes an operator's key and prints it, this once
        orleansrisk-silo fold [TENANT N]           shows folds, or moves a tenant on to N, once every silo computes it
        orleansrisk-silo export TENANT FILE        writes a tenant's transactions as risk-training reads them
        orleansrisk-silo drop-month 2025-01        drops a month that no tenant's retention needs, for good
        orleansrisk-silo move-tenant TENANT POOL   makes another pool, of vault key TargetKeyFile, a tenant's home
        orleansrisk-silo move-tenant-back TENANT   calls a tenant back that has not arrived

        Settings come from the environment (RISK_PORT=5080) or arguments (--port 5080):
          Database                                  an administrator's connection string, for development
          Writer, Reader, Projector, Operator, Silo a connection string for each role
          Production, Environment, Region, Regions, Pool, PublicAddress, Cluster, SiloName, SiloAddress, SiloPort,
          Secrets, Address, Port, Http2Port, KeyFile, TargetKeyFile, Lanes, PublishSeconds, EventTime, CloseDays,
          OtlpEndpoint, ProbeSeconds, StopSeconds
          Amqp:Url, PasswordFile, KeyFile, Queue, DeadLetters, Decisions, Declare, Prefetch, MapFile
                                                    a queue of RabbitMQ to consume (RISK_AMQP__QUEUE=transactions)
        """;
}
