using OrleansRisk.Contract.Tenants;
using OrleansRisk.Samples.Demo.Chapters;
using OrleansRisk.Samples.Demo.Running;
using OrleansRisk.Samples.Demo.Samples;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo;

/// <summary>The whole story, in the order it is told.</summary>
internal static class DemoStory
{
    private const int RetentionMonths = 120;

    /// <summary>True where everything came out as it should.</summary>
    public static async Task<bool> Tell(DemoSettings settings, Screen screen, TimeProvider time,
        CancellationToken cancel)
    {
        var begun = time.GetTimestamp();
        var cards = CardsSample.Read(settings.Samples);
        var lender = LenderSample.Read(settings.Samples);
        await using var stage = await Stage.SetUp(settings, time);
        Introduce(screen, stage);
        await stage.StartFirst();
        var first = await stage.Tenant(Request("cards", "USD", "UTC"));
        var second = await stage.Tenant(Request("lender", "MYR", "Asia/Kuala_Lumpur"));
        screen.Say($"The host is up. Tenants {first.Tenant.Tenant} (cards) and {second.Tenant.Tenant} (lender).");

        var cardTraffic = new Traffic("cards", first.Client, cards, time);
        var lenderTraffic = new Traffic("lender", second.Client, lender.Lines, time);
        var credit = new CreditChapter(lender, lenderTraffic);
        var model = new ModelChapter(screen, cards, settings.Training, stage.Folder.FullName, time);
        cardTraffic.Decided = model.Watch;
        using var acks = new AckFile(Path.Combine(stage.Folder.FullName, "acknowledged.tsv"));
        Traffic[] traffic = [cardTraffic, lenderTraffic];

        var good = await new SendingChapter(screen, stage, traffic, acks, time).Tell(cancel);
        good &= await CountingChapter.Tell(screen, traffic, acks);
        SuspicionChapter.Tell(screen, cardTraffic, lenderTraffic);
        await credit.Tell(screen, cancel);
        good &= await model.Tell(await stage.TenantWithModels(Request("cards-with-labels", "USD", "UTC")), cancel);
        good &= await new ReplayChapter(screen, stage, cardTraffic).Tell();
        Invented(screen);
        var elapsed = time.GetElapsedTime(begun);
        good &= await new PasteChapter(screen, stage, lenderTraffic, second.Key).Tell();
        screen.Say($"{Figures.Time(elapsed)} in all. The database, the folder and the host are removed now.");
        return good;
    }

    private static TenantRequest Request(string name, string currency, string zone) => new()
    {
        Name = name,
        Currency = currency,
        Zone = zone,
        RetentionMonths = RetentionMonths, // the samples are years old
    };

    private static void Introduce(Screen screen, Stage stage)
    {
        screen.Chapter("What this will do and touch");
        screen.Say(
            "Start a host, send it two tenants' transactions, kill it in the middle, count, replay, and flip a bit.");
        screen.Say($"database  {stage.Database.Name}, made for this and dropped at the end");
        screen.Say($"folder    {stage.Folder.FullName}, keys and log, removed at the end");
        screen.Say($"network   {stage.PlainUrl} and {stage.Url}, this machine only");
        screen.Say("process   one host, started here and killed here with SIGKILL, four times");
    }

    private static void Invented(Screen screen)
    {
        screen.Chapter("What was simulated or invented");
        screen.Say("cards    simulated: the Sparkov generator, repaired (samples/cards/README.md)");
        screen.Say(
            "lender   invented from a seed by samples/generator: accounts, stories and planted events are nobody's");
        screen.Say(
            "scores   but for the tenant's own model need no labels and were fitted to none of this");
        screen.Say("         all of it says how things work together, no more");
    }
}
