using System.Globalization;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces.Wire;
using OrleansRisk.Journal.Feed;

namespace OrleansRisk.Grains.Notifications;

/// <summary>
/// A notification as it travels: format, writer, number, and the system's capsule for exactly this, so that an item
/// that was edited, or laid into another stream, is as good as one without.
/// </summary>
internal static class NotificationItem
{
    private const byte Format = 1;

    /// <summary>What the capsule of an item is for, as a call's is for its method.</summary>
    public static string Purpose(CommitNotification notification) => string.Create(
        CultureInfo.InvariantCulture, $"Commits.LookNow {notification.Writer} {notification.Number}");

    public static byte[] Write(CommitNotification notification, ReadOnlySpan<byte> capsule)
    {
        var wire = WireWriter.Rent();
        try
        {
            wire.Byte(Format);
            wire.Int(notification.Writer);
            wire.Int(notification.Number);
            wire.Bytes(capsule);
            return wire.Written.ToArray();
        }
        finally
        {
            wire.Return();
        }
    }

    /// <summary>False where these are no item's bytes; who has made them is not looked at here.</summary>
    public static bool TryRead(TenantId tenant, byte[]? bytes, out CommitNotification notification, out byte[] capsule)
    {
        (notification, capsule) = (default, []);
        if (bytes is null or { Length: 0 or > Limits.NotificationBytesMax } || bytes[0] != Format)
        {
            return false;
        }

        try
        {
            var wire = new WireReader(bytes.AsSpan(1));
            notification = new CommitNotification(tenant, wire.Int32(), wire.Int());
            capsule = wire.Rest();
            return true;
        }
        catch (WireFormatException)
        {
            return false;
        }
    }
}
