using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;

namespace OrleansRisk.Host.Logging;

/// <summary>
/// Logs as JSON lines on standard output, written behind the work and dropped rather than waited for.
/// </summary>
internal static class Logs
{
    private const int LinesWaitingMax = 10_000;

    public static Serilog.Core.Logger Open() => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        // Orleans tells of every step of a start, and places each activation through Polly, which tells of it twice.
        .MinimumLevel.Override("Orleans", LogEventLevel.Warning)
        .MinimumLevel.Override("Polly", LogEventLevel.Warning)
        // The one advises another collector at every start, the other takes the machine's uptime for a stall.
        .MinimumLevel.Override("Orleans.Runtime.Silo", LogEventLevel.Error)
        .MinimumLevel.Override("Orleans.Runtime.Watchdog", LogEventLevel.Error)
        // A host that starts or leaves is no error, and its answer to a probe names what it waits for.
        .MinimumLevel.Override("Microsoft.Extensions.Diagnostics.HealthChecks", LogEventLevel.Fatal)
        .WriteTo.Async(sink => sink.Console(new LineFormatter()), LinesWaitingMax, blockWhenFull: false)
        .CreateLogger();

    public static void Use(ILoggingBuilder logging, Serilog.ILogger logger)
    {
        logging.ClearProviders();
        logging.AddSerilog(logger);
    }
}
