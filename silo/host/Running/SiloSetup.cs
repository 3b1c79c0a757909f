using System.Net;
using System.Security.Authentication;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Runtime.GrainDirectory;
using OrleansRisk.Grains.Hosting;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Host.Alone;
using OrleansRisk.Host.Settings;
using OrleansRisk.Host.Storage;
using OrleansRisk.Host.Transport;

namespace OrleansRisk.Host.Running;

/// <summary>How the silo finds the others, if there are any, and talks with them.</summary>
internal static class SiloSetup
{
    public static void Configure(ISiloBuilder silo, HostSettings settings, SiloCertificates certificates)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, "risk"));
        silo.Configure<SiloOptions>(options => options.SiloName = settings.SiloName);
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.AdvertisedIPAddress = settings.IsAlone
                ? IPAddress.Loopback : IPAddress.Parse(settings.SiloAddress);
            endpoints.SiloPort = settings.IsAlone ? SiloPorts.Free() : settings.SiloPort;
            endpoints.GatewayPort = 0; // the API is inside: nobody else calls a silo
        });
        if (settings.IsAlone)
        {
            silo.Services.AddSingleton<IMembershipTable, AloneMembership>();
            silo.Services.AddSingleton<IGrainDirectoryCache, HereDirectory>();
            silo.Configure<GrainDirectoryOptions>(directory =>
                directory.CachingStrategy = GrainDirectoryOptions.CachingStrategyType.Custom);
        }
        else
        {
            Join(silo, settings);
        }

        silo.UseTls(tls => Secure(tls, certificates));
        var options = new GrainOptions { MemoryBudgetBytes = settings.MemoryBytes };
        silo.AddRiskGrains(new Locality(settings.Region, settings.Pool), options);
        if (settings.OtlpEndpoint is not null)
        {
            silo.AddActivityPropagation();
        }
    }

    private static void Join(ISiloBuilder silo, HostSettings settings)
    {
        silo.Configure<ClusterMembershipOptions>(membership =>
            membership.ProbeTimeout = TimeSpan.FromSeconds(settings.ProbeSeconds));
        silo.UseAdoNetClustering(clustering =>
            (clustering.Invariant, clustering.ConnectionString) = ("Npgsql", SiloDatabase.Of(settings)));
        silo.Services.AddStorage(
            SiloDatabase.Of(settings), new StateSeal(new SecretFolder(settings.Secrets!).ReadStateKey()));
        silo.AddCommitNotifications();
    }

    /// <summary>Both ends show a certificate of our own authority, chosen anew for each connection.</summary>
    private static void Secure(TlsOptions tls, SiloCertificates certificates)
    {
        tls.LocalCertificate = certificates.Own;
        tls.LocalServerCertificateSelector = (_, _) => certificates.Own;
        tls.LocalClientCertificateSelector = (_, _, _, _, _) => certificates.Own;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (certificate, _, _) => certificates.Trusts(certificate);
        tls.SslProtocols = SslProtocols.Tls13;
        tls.OnAuthenticateAsClient = (_, client) => client.TargetHost = CertificateAuthority.SiloName;
        tls.OnAuthenticateAsServer = (_, server) => server.ClientCertificateRequired = true;
    }
}
