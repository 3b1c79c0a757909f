using OrleansRisk.Client;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>The client's own file of acknowledgements against what the server says it decided.</summary>
internal static class CountingChapter
{
    public static async Task<bool> Tell(Screen screen, IReadOnlyList<Traffic> traffic, AckFile acks)
    {
        screen.Chapter("0 lost, 0 twice?");
        screen.Say("The client wrote each acknowledged identity to a file of its own as the answer came. Now every");
        screen.Say("decision is read back from the server, and the two are compared.");
        var clients = traffic.ToDictionary(t => t.Name, t => t.Client, StringComparer.Ordinal);
        var counted = await Counting.Of(acks.Path, clients);
        screen.Say(
            $"acknowledged {Figures.Count(counted.Acknowledged)}, on the server {Figures.Count(counted.OnServer)}");
        var good = counted is { Lost: 0, Twice: 0 } && counted.OnServer == counted.Acknowledged;
        var sentence = $"{counted.Lost} lost, {counted.Twice} twice";
        if (good)
        {
            screen.Good(sentence);
        }
        else
        {
            screen.Bad(sentence);
        }

        screen.Say("This is a process crash: SIGKILL proves nothing about a loss of power.");
        return good;
    }
}
