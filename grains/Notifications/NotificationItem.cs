using System.Globalization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Values;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Grains.Notifications;

/// <summary>
/// A notification as it travels: format, writer, number, and the system's token for exactly this, so that an item that
/// was edited, or laid into another stream, is as good as one without.
/// </summary>
internal static class NotificationItem
{
    private const byte Format = 1;

    /// <summary>What the token of an item is for, as a call's is for its method.</summary>
    public static string Purpose(CommitNotification notification) => string.Create(
        CultureInfo.InvariantCulture, $"Commits.LookNow {notification.Writer} {notification.Number}");

    public static byte[] Write(CommitNotification notification, ReadOnlySpan<byte> token)
    {
        var buffer = Blobs.Rent();
        try
        {
            var writer = new PayloadWriter(buffer);
            writer.Byte(Format);
            writer.Signed(notification.Writer);
            writer.Signed(notification.Number);
            writer.Bytes(token);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        finally
        {
            Blobs.Return(buffer);
        }
    }

    /// <summary>False where these are no item's bytes; who has made them is not looked at here.</summary>
    public static bool TryRead(TenantId tenant, byte[]? bytes, out CommitNotification notification, out byte[] token)
    {
        (notification, token) = (default, []);
        if (bytes is null or { Length: 0 or > Limits.NotificationBytesMax } || bytes[0] != Format)
        {
            return false;
        }

        try
        {
            var reader = new PayloadReader(bytes.AsSpan(1));
            notification = new CommitNotification(tenant, reader.Int32(), reader.Signed());
            token = reader.Rest().ToArray();
            return true;
        }
        catch (RecordUnreadableException)
        {
            return false;
        }
    }
}
