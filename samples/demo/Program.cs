using OrleansRisk.Client;
using OrleansRisk.Samples.Demo;
using OrleansRisk.Samples.Demo.Telling;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // Once, so that what was set up is removed; a second Ctrl-C ends at once.
    pressed.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};
var screen = new Screen();
try
{
    var good = await DemoStory.Tell(DemoSettings.Read(), screen, TimeProvider.System, stop.Token);
    if (!good)
    {
        screen.Bad("Something did not come out as it should; see above.");
    }

    return good ? 0 : 1;
}
catch (Exception wrong) when (wrong is InvalidOperationException or RiskException or IOException
    or OperationCanceledException or HttpRequestException or Npgsql.NpgsqlException)
{
    screen.Bad(wrong.Message);
    return 2;
}
