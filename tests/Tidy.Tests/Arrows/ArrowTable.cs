namespace OrleansRisk.Tidy.Tests.Arrows;

/// <summary>
/// Who may reference whom, as docs/ARCHITECTURE.md draws it. A project that is not listed here does not pass.
/// </summary>
public static class ArrowTable
{
    private const string Core = "core", Actors = "actors", Journal = "journal", Tenants = "tenants";
    private const string Accounts = "accounts", Trust = "trust";
    private const string Postgres = "storage/postgres", Vaults = "storage/vaults";
    private const string Maps = "client/maps", Contract = "client/contract", Sdk = "client/sdk", Cli = "client/cli";
    private const string Amqp = "client/amqp", Statements = "client/statements", Loads = "client/loads";
    private const string Api = "silo/api", Host = "silo/host", Events = "silo/events", Webhooks = "silo/webhooks";
    private const string Interfaces = "grain-interfaces", Grains = "grains";
    private const string Training = "training", LightGbm = "training-lightgbm", Benchmarks = "benchmarks";
    private const string Generator = "samples/generator", Officers = "samples/officers", Demo = "samples/demo";
    private const string Worlds = "samples/worlds";
    private const string Support = "tests/Support";

    private static readonly string[] Everything =
    [
        Core, Actors, Journal, Tenants, Accounts, Postgres, Vaults, Contract, Maps, Sdk, Cli, Events, Webhooks, Api,
        Host, Training, Generator, Worlds, Demo,
        Support,
    ];

    /// <summary>Project folder → folders of the projects it may reference.</summary>
    public static IReadOnlyDictionary<string, string[]> References { get; } = new Dictionary<string, string[]>
    {
        [Core] = [],
        [Actors] = [Core],
        [Journal] = [Core, Actors],
        [Tenants] = [Core, Actors, Journal],
        [Accounts] = [Core, Actors, Journal, Tenants],
        [Trust] = [Actors],
        [Postgres] = [Core, Actors, Journal, Tenants],
        [Vaults] = [Core, Actors, Journal],
        [Events] = [Core, Actors, Journal, Contract],
        [Webhooks] = [Core, Actors, Journal, Tenants, Contract, Events],
        [Api] = [Core, Actors, Journal, Tenants, Trust, Contract, Maps, Loads, Events, Webhooks],
        [Training] = [Core, Actors, Journal, Tenants, LightGbm],
        [LightGbm] = [],
        [Contract] = [],
        [Maps] = [Contract],
        [Statements] = [Contract],
        [Loads] = [Contract, Maps, Statements],
        [Sdk] = [Contract],
        [Amqp] = [Contract, Maps, Sdk],
        [Cli] = [Contract, Maps, Loads, Sdk, Amqp],
        [Generator] = [],
        [Officers] = [Generator],
        // What a world is judged with may not know how the product scores.
        [Worlds] = [Generator],
        [Demo] = [Contract, Sdk, Generator],
        [Interfaces] = [Core, Actors],
        [Grains] = [Core, Actors, Journal, Tenants, Accounts, Interfaces],
        [Host] =
        [
            Core, Actors, Journal, Tenants, Accounts, Interfaces, Grains, Postgres, Vaults, Contract, Api, Maps, Sdk,
            Amqp,
        ],
        [Benchmarks] = Everything,
        ["benchmarks/statements"] = [Statements],
        ["benchmarks/cluster"] = [Benchmarks, Core, Actors, Journal, Contract, Grains, Api, Host],
        [Support] = [Core, Actors, Journal, Tenants, Accounts, Postgres, Vaults, Contract],
        ["tests/Benchmarks.Tests"] = [Core, Training, Benchmarks],
        ["tests/Core.Tests"] = [Core, Support],
        ["tests/Journal.Tests"] = [Core, Actors, Journal, Support],
        ["tests/Tenants.Tests"] = [Core, Actors, Journal, Tenants, Support],
        ["tests/Accounts.Tests"] = [Core, Actors, Journal, Tenants, Accounts, Support],
        ["tests/OldBytes.Tests"] =
        [
            Core, Actors, Journal, Tenants, Accounts, Postgres, Contract, Webhooks, Api, Host, Support,
        ],
        ["tests/Postgres.Tests"] = [Core, Actors, Journal, Tenants, Postgres, Support],
        ["tests/Vaults.Tests"] = [Core, Actors, Journal, Vaults, Support],
        ["tests/Api.Tests"] =
        [
            Core, Actors, Journal, Tenants, Trust, Accounts, Postgres, Vaults, Contract, Events, Webhooks, Api,
            Host, Training,
            Support,
        ],
        ["tests/Client.Tests"] = [Contract, Maps, Loads, Sdk, Amqp, Cli, Host, Support],
        ["tests/Samples.Tests"] = [Contract, Maps, Sdk, Cli, Generator, Officers, Demo, Support],
        ["tests/Browser.Tests"] = [Host, Support],
        ["tests/Crash.Sender"] = [Contract, Sdk],
        ["tests/Crash.Tests"] =
        [
            Core, Actors, Journal, Tenants, Accounts, Postgres, Vaults, Contract, Sdk, Host, Support,
            "tests/Crash.Sender",
        ],
        ["tests/Cluster.Tests"] =
        [
            Core, Actors, Journal, Tenants, Accounts, Interfaces, Grains, Host, Postgres, Vaults, Contract, Sdk,
            Webhooks, Api, Generator, Support,
        ],
        ["tests/Statements.Tests"] = [Contract, Maps, Statements, Loads],
        ["tests/Worlds.Tests"] = [Contract, Generator, Worlds],
        ["tests/Training.Tests"] = [Core, Actors, Journal, Tenants, Training, LightGbm, Support],
        ["tests/Tidy.Tests"] = [],
    };

    /// <summary>
    /// Project folder → beginnings of package and framework names it must not reference; "" is every one.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Forbidden { get; } = new Dictionary<string, string[]>
    {
        [Core] = [""],
        [Contract] = [""],
        [Maps] = [""],
        [Statements] = [""],
        [Loads] = [""],
        [Actors] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Journal] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Tenants] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Accounts] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Trust] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Postgres] = ["Microsoft.Orleans", "Microsoft.AspNetCore"],
        [Vaults] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Events] = [""],
        [Webhooks] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Api] = ["Microsoft.Orleans", "Npgsql"],
        [Interfaces] = ["Microsoft.AspNetCore", "Npgsql"],
        [Grains] = ["Microsoft.AspNetCore", "Npgsql"],
        [Sdk] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Cli] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Amqp] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Demo] = ["Microsoft.Orleans", "Microsoft.AspNetCore"],
        [Training] = ["Microsoft.Orleans", "Microsoft.AspNetCore", "Npgsql"],
        [Benchmarks] = ["Microsoft.Orleans"],
    };

    /// <summary>Project folder → packages that it may reference nevertheless.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        // Serializers of what silos send each other, and which calls interleave.
        [Actors] = ["Microsoft.Orleans.Serialization", "Microsoft.Orleans.Core.Abstractions"],

        // What opens a PDF; it brings nothing else along.
        [Statements] = ["PdfPig"],

        // What reads CSV by a map; it brings nothing else along.
        [Loads] = ["CsvHelper"],
    };
}
