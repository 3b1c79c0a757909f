using System.Runtime.InteropServices;
using OrleansRisk.Cli;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C ends in good order; the second one ends at once.
    pressed.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};
// What runs beside other programs is stopped by whoever runs it, and ends in good order too.
using var asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
});
return await CommandLine.Run(args, Terminal.OfProcess(), stop.Token);
