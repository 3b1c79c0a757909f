using System.Text.Json;
using OrleansRisk.Cli.Maps;
using OrleansRisk.Contract.Maps;
using OrleansRisk.Maps;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about maps: tried on a file before anything is sent, kept on the server by name.</summary>
internal static class MapCommands
{
    public static CommandEntry Check { get; } = new(
        "maps check",
        "Read a file by a map and send nothing: five rows as they would be sent, and what cannot be read.",
        [new("FILE", "as in risk send")],
        [
            new("--map", "MAP", "a file, a name on the server, or a shipped one (required)"),
            new("--rows", "N", "read at most so many rows, 1 to 100000000 (default: all)"),
        ],
        "risk maps check samples/cards/transactions.csv.gz --map cards",
        async (call, cancel) =>
        {
            var choice = call.Text("--map") ?? throw new UsageException("--map is needed.");
            var map = MapFile.Parse(await MapChoice.Find(choice, call.Client, cancel));
            var check = await MapCheck.Run(
                call, map, call.Number("--rows", 1, Limits.RowsCheckedMax) ?? long.MaxValue, cancel);
            return await check.Show(call.Terminal, cancel);
        });

    public static CommandEntry Put { get; } = new(
        "maps put",
        "Keep a map on the server under a name; an earlier version stays readable.",
        [new("NAME", "small letters, digits and hyphens"), new("FILE", "the map")],
        [],
        "risk maps put core-banking map.json",
        async (call, cancel) =>
        {
            var bytes = MapChoice.OfFile(call.Argument("FILE"));
            MapFile.Parse(bytes);
            using var json = JsonDocument.Parse(bytes);
            using var client = call.Client();
            var kept = await client.Maps.PutAsync(call.Argument("NAME"), json.RootElement, cancel);
            return await call.Show(kept, shapes => shapes.MapBody, cancel);
        });

    public static CommandEntry Show { get; } = new(
        "maps show",
        "Show a map: one of the server's, or one that comes with the tool.",
        [new("NAME", "its name")],
        [new("--version", "N", "an earlier version of the server's (default the newest)")],
        "risk maps show plaid",
        async (call, cancel) =>
        {
            var name = call.Argument("NAME");
            if (call.Text("--version") is null && ShippedMaps.Find(name) is { } shipped)
            {
                await call.Terminal.Out.WriteAsync(shipped, cancel);
                return ExitCode.Done;
            }

            using var client = call.Client();
            var found = await client.Maps.GetAsync(name, call.Number("--version", 1, int.MaxValue), cancel);
            return await call.Show(found, shapes => shapes.MapBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "maps list",
        "List the server's maps and their newest versions.",
        [],
        [],
        "risk maps list",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(await client.Maps.ListAsync(cancel: cancel), shapes => shapes.MapList, cancel);
        });
}
