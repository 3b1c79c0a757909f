using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api;
using OrleansRisk.Api.Credit;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tests.Support;
using OrleansRisk.Webhooks.Kept;
using Xunit;

namespace OrleansRisk.OldBytes.Tests;

/// <summary>
/// Names and numbers that stand in databases, in files of users and under hashes, so that renaming an identifier cannot
/// change one unnoticed. <c>RISK_APPROVE=1</c> writes the approved files anew, for a reviewer to see: another name
/// beside a number is a rename; another number, or a line that is gone, makes old data unreadable.
/// </summary>
public sealed class FrozenTests(OldDatabase old) : IClassFixture<OldDatabase>
{
    private static readonly JsonSerializerOptions SnakeCase = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    [Fact]
    public void Numbers_ThatAreKept_AreAsApproved() => Check("numbers",
    [
        .. Numbers<RecordKind>("record kind"), .. Numbers<SealedKind>("sealed kind"),
        .. Numbers<PseudonymDomain>("pseudonym domain"), .. Numbers<TenantKeyPurpose>("key purpose"),
        .. Numbers<TenantKeyStatus>("key status"), .. Numbers<ReferenceDataKind>("publication kind"),
        .. Numbers<Outcome>("outcome"), .. Numbers<DecisionFlags>("flag"), .. Numbers<CreditState>("credit state"),
        .. Numbers<Direction>("direction"), .. Numbers<TransactionStatus>("status"), .. Numbers<LabelKind>("label"),
        .. Numbers<Category>("category"), .. Numbers<Evidence>("evidence of a category"),
        .. Enum.GetValues<ReasonCode>().Where(static code => code != 0).Select(
            static code => $"reason {(int)code} {Names.Of(code)}"),
        .. Enum.GetValues<FeatureNumber>().Select(
            static number => $"feature {(int)number} {FeatureCatalogue.NameOf(number)}"),
    ]);

    [Fact]
    public void Members_OfKeptJson_AreAsApproved() => Check("members",
    [
        .. Members("scorecard file", SnakeCase.GetTypeInfo(typeof(ScorecardBody))),
        .. Members("trees file", SnakeCase.GetTypeInfo(typeof(TreesBody))),
        .. Members("wide trees file", SnakeCase.GetTypeInfo(typeof(WideTreesBody))),
        .. Members("credit model file", JsonDocument.Parse(CreditModelFile.Write(new CreditModel(
            0, [new CreditModelTerm(
                FeatureNumber.IncomeLevel, CreditModelScale.Linear, 1, 0, 1, 0, 1, 0)
            {
                Direction = CreditDirection.Rising,
                Bins = new CreditModelBins([1], [0, 1]),
            }])
        {
            About = new CreditModelAbout("MYR", "MY", "", "", "", "", 0, 0, []),
        })).RootElement),
        .. Members("tenant settings", new JsonSerializerOptions(JsonSerializerOptions.Web)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        }.GetTypeInfo(typeof(TenantSettings))),
        .. Members("credit assessment", KeptJson.Default.KeptAssessment),
        .. Members("credit letter", KeptJson.Default.KeptLetter),
        .. Members("webhook content", WebhookJson.Default.WebhookContent),
        .. Members("webhook secrets", WebhookJson.Default.WebhookSecrets),
        .. Members("held crossing", WebhookJson.Default.HeldCrossing),
        .. Members("subscription", Contract.ContractJson.Default.SubscriptionRequest),
    ]);

    [Fact]
    public void Settings_OfHosts_AreAsApproved() => Check("settings", typeof(HostSettings).Assembly.GetTypes()
        .Where(static type => type.IsClass && type.Name.EndsWith("Settings", StringComparison.Ordinal))
        .SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Where(static property => property.CanWrite)
        .Select(static property => property.Name).Distinct());

    /// <summary>Texts that are hashed, or stand in files and databases; written in the code exactly so.</summary>
    [Fact]
    public async Task Texts_ThatAreKeptOrHashed_StandInTheCode()
    {
        var files = Directory.EnumerateFiles(Programs.Repository, "*.cs", SearchOption.AllDirectories)
            .Where(static path => IsOfTheProduct(Path.GetRelativePath(Programs.Repository, path)));
        var code = string.Concat(files.SelectMany(File.ReadLines).Where(static line => !IsAComment(line)));
        var texts = await File.ReadAllLinesAsync(PathOf("texts"));

        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => !code.Contains($"\"{text}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Columns_OfTheOldDatabase_AreThereAfterTheMigrations()
    {
        var columns = await old.Database.Ask<string>("""
            select string_agg(table_name || '.' || column_name || ' ' || udt_name, E'\n')
            from information_schema.columns
            where table_schema = 'risk' and table_name !~ '_[0-9]{6}$'
            """);

        Check("columns", columns!.Split('\n'));
    }

    private static bool IsAComment(string line) => line.AsSpan().TrimStart().StartsWith("//");

    private static bool IsOfTheProduct(string path) => !path.StartsWith("tests/", StringComparison.Ordinal)
        && !path.StartsWith("artifacts/", StringComparison.Ordinal) && !path.StartsWith('.');

    private static IEnumerable<string> Numbers<T>(string what)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => $"{what} {Convert.ToInt64(value, null)} {value}");

    private static IEnumerable<string> Members(string what, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(
            member => Members($"{what}.{member.Name}", member.Value).Prepend($"{what}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(each => Members(what, each)),
        _ => [],
    };

    private static IEnumerable<string> Members(string what, JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => type.Properties.SelectMany(member =>
            Members($"{what}.{member.Name}", type.Options.GetTypeInfo(member.PropertyType))
                .Prepend($"{what}.{member.Name}")),
        JsonTypeInfoKind.Enumerable => Members(what, type.Options.GetTypeInfo(type.ElementType!)),
        _ => [],
    };

    private static void Check(string name, IEnumerable<string> lines)
    {
        var text = string.Concat(lines.Order(StringComparer.Ordinal).Select(static line => line + "\n"));
        if (Environment.GetEnvironmentVariable("RISK_APPROVE") == "1")
        {
            File.WriteAllText(PathOf(name), text);
        }

        Assert.Equal(File.ReadAllText(PathOf(name)), text);
    }

    private static string PathOf(string name, [CallerFilePath] string test = "") =>
        Path.Combine(Path.GetDirectoryName(test)!, "approved", $"{name}.txt");
}
