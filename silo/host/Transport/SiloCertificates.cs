using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRisk.Grains.Access;

namespace OrleansRisk.Host.Transport;

/// <summary>
/// The silo's certificate, its authority's and the call-token keys. Those of a member are as the files have them: read
/// again every few seconds, so that all three are renewed without a restart; files that do not read change nothing.
/// Those of a host alone are made at its start and die with it: nobody else can ever show one.
/// </summary>
internal sealed class SiloCertificates : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AloneLife = TimeSpan.FromDays(3_650);
    private readonly SecretFolder? _runner;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile Pair _pair;

    public SiloCertificates(SecretFolder folder, TimeProvider time, ILogger<SiloCertificates> logger)
    {
        (_runner, _time, _logger) = (folder, time, logger);
        _pair = Read(folder);
        CallTokenKeys = new CallTokenKeys(folder.ReadCallTokenKeys());
    }

    /// <summary>Of a host alone.</summary>
    public SiloCertificates(TimeProvider time, ILogger<SiloCertificates> logger)
    {
        (_time, _logger) = (time, logger);
        var authority = CertificateAuthority.Make(time.GetUtcNow(), AloneLife);
        _pair = new Pair(authority, CertificateAuthority.Issue(authority, time.GetUtcNow(), AloneLife));
        CallTokenKeys = new CallTokenKeys(new CallTokenKeySet(
            new CallTokenKey(1, RandomNumberGenerator.GetBytes(CallTokenKey.Bytes))));
    }

    public CallTokenKeys CallTokenKeys { get; }

    public X509Certificate2 Own => _pair.Own;

    /// <summary>Whether the other end is a silo of this cluster.</summary>
    public bool Trusts(X509Certificate2? certificate) =>
        certificate is not null && CertificateAuthority.Trusts(_pair.Authority, certificate, _time.GetUtcNow());

    /// <summary>Reads the files again.</summary>
    public void Refresh()
    {
        if (_runner is null)
        {
            return;
        }

        try
        {
            var pair = Read(_runner);
            if (!pair.Own.RawDataMemory.Span.SequenceEqual(_pair.Own.RawDataMemory.Span))
            {
                TransportLog.Renewed(_logger, pair.Own.NotAfter);
            }

            // The one before is not disposed of: connections may still hold it.
            _pair = pair;
            CallTokenKeys.Current = _runner.ReadCallTokenKeys();
        }
        catch (Exception e) when (e is IOException or CryptographicException or InvalidDataException or FormatException)
        {
            TransportLog.Unreadable(_logger, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_runner is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Refresh();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private static Pair Read(SecretFolder folder) => new(
        X509CertificateLoader.LoadCertificateFromFile(folder.Authority),
        X509Certificate2.CreateFromPemFile(folder.Certificate, folder.Key));

    private sealed record Pair(X509Certificate2 Authority, X509Certificate2 Own);
}
