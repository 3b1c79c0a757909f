using System.Net;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Webhooks.Delivery;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>Where calls to addresses that tenants state may go, and where not.</summary>
public sealed class OutboundTests
{
    private static readonly Signed Signed = new("evt_1", "1", "v1,x");

    private static readonly byte[] Body = "{\"id\":\"evt_1\",\"type\":\"webhook.test\",\"data\":{}}"u8.ToArray();

    [Theory]
    [InlineData("public", "93.184.216.34", true)]
    [InlineData("public", "2606:4700::1111", true)]
    [InlineData("public", "127.0.0.1", false)]
    [InlineData("public", "127.9.9.9", false)]
    [InlineData("public", "10.1.2.3", false)]
    [InlineData("public", "172.31.0.1", false)]
    [InlineData("public", "192.168.1.1", false)]
    [InlineData("public", "100.64.0.1", false)]
    [InlineData("public", "0.0.0.0", false)]
    [InlineData("public", "224.0.0.1", false)]
    [InlineData("public", "255.255.255.255", false)]
    [InlineData("public", "169.254.169.254", false)]
    [InlineData("public", "100.100.100.200", false)]
    [InlineData("public", "::", false)]
    [InlineData("public", "::1", false)]
    [InlineData("public", "fe80::1", false)]
    [InlineData("public", "fc00::1", false)]
    [InlineData("public", "fd00:ec2::254", false)]
    [InlineData("public", "ff02::1", false)]
    [InlineData("public", "::ffff:10.0.0.1", false)]
    [InlineData("public", "::ffff:169.254.169.254", false)]
    [InlineData("public", "64:ff9b::a9fe:a9fe", false)]
    [InlineData("public", "2002:a9fe:a9fe::1", false)]
    [InlineData("public", "2001:0:1::1", false)]
    [InlineData("10.2.0.0/16", "10.2.3.4", true)]
    [InlineData("10.2.0.0/16", "::ffff:10.2.3.4", true)]
    [InlineData("10.2.0.0/16", "10.3.3.4", false)]
    [InlineData("10.2.0.0/16", "93.184.216.34", false)]
    [InlineData("public, 127.0.0.0/8", "127.0.0.1", true)]
    [InlineData("0.0.0.0/0,::/0", "169.254.169.254", false)]
    [InlineData("0.0.0.0/0,::/0", "fe80::1", false)]
    [InlineData("0.0.0.0/0,::/0", "fd00:ec2::254", false)]
    public void Address_UnderRules_IsAllowedOrNot(string rules, string address, bool allowed) =>
        Assert.Equal(allowed, new NetworkRules(rules).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.1,10.0.0.1")]
    public async Task Name_ThatChangesBetweenCalls_IsCheckedAtEachConnectionAndReachedWhereItWasChecked(string later)
    {
        await using var receiver = await HookReceiver.Start();
        receiver.Script = (_, context) =>
        {
            context.Response.Headers.Connection = "close"; // the next call connects anew
            return Task.FromResult(true);
        };
        var names = new ChangingNames(["127.0.0.1"], later.Split(','), ["127.0.0.1"]);
        using var calls = Calls("127.0.0.0/8", names);
        var url = new Uri($"http://receiver.example:{receiver.Url.Port}/");

        var results = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            results.Add((await calls.Post(url, Body, Signed, CancellationToken.None)).Result);
        }

        Assert.Equal(["delivered", "address_refused", "delivered"], results);
        Assert.Equal((3, 2), (names.Asked, receiver.Came.Count));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    public async Task Loopback_HoweverItIsWritten_IsNotReachedUnlessItIsNamed(string address)
    {
        await using var receiver = await HookReceiver.Start();
        using var calls = Calls("public", new MachineNames());
        var url = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, receiver.Url.Port));

        var attempt = await calls.Post(url, Body, Signed, CancellationToken.None);

        Assert.Equal((null, "address_refused"), (attempt.Status, attempt.Result));
        Assert.Empty(receiver.Came);
    }

    [Fact]
    public async Task Redirect_ToAnotherAddress_IsFollowedNowhere()
    {
        await using var receiver = await HookReceiver.Start();
        receiver.Script = (_, context) =>
        {
            context.Response.Redirect(
                "http://169.254.169.254/latest/meta-data/", permanent: false, preserveMethod: true);
            return Task.FromResult(false);
        };
        using var calls = Calls("127.0.0.0/8", new MachineNames());

        var attempt = await calls.Post(receiver.Url, Body, Signed, CancellationToken.None);

        Assert.Equal((307, "redirect"), (attempt.Status, attempt.Result));
        Assert.Single(receiver.Came);
    }

    [Fact]
    public void BackOff_OfManyAttempts_DoublesUpToAnHourGiveOrTakeAFifth()
    {
        var most = TimeSpan.FromHours(1);
        Assert.Equal(TimeSpan.FromSeconds(4), BackOff.Wait(1, most, 0));
        Assert.Equal(TimeSpan.FromSeconds(6), BackOff.Wait(1, most, 1));
        Assert.Equal(TimeSpan.FromSeconds(40), BackOff.Wait(4, most, 0.5));
        Assert.Equal(TimeSpan.FromMinutes(72), BackOff.Wait(1_000, most, 1));
    }

    private static OutboundCalls Calls(string networks, INameResolver names) =>
        new(new NetworkRules(networks), names, TimeProvider.System);
}
