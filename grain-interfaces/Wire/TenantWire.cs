using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>A tenant's settings and API keys, as bytes.</summary>
internal static class TenantWire
{
    public static void Write(WireWriter wire, TenantSettings settings)
    {
        var part = wire.Begin();
        wire.Text(settings.Name);
        wire.Text(settings.Region);
        wire.Int(settings.Version);
        wire.Text(settings.Currency);
        wire.Text(settings.Zone);
        wire.Int(settings.RetentionMonths);
        wire.Int(settings.ReviewAt);
        wire.Int(settings.DeclineAt);
        wire.Flag(settings.AllowPanLikeIds);
        wire.Flag(settings.Strict);
        wire.Int(settings.DeadlineMs);
        wire.Byte((byte)settings.Fallback);
        wire.Int(settings.FallbackUpToMinor);
        wire.Int(settings.LinesPerSecond);
        wire.Int(settings.HistoryLinesPerSecond);
        wire.End(part);
    }

    public static TenantSettings ReadSettings(ref WireReader wire)
    {
        var part = wire.Part();
        var settings = new TenantSettings
        {
            Name = part.TextOrEmpty(),
            Region = part.TextOrEmpty(),
            Version = part.Int32(),
            Currency = part.TextOrEmpty(),
            Zone = part.TextOrEmpty(),
            RetentionMonths = part.Int32(),
            ReviewAt = part.Int16(),
            DeclineAt = part.Int16(),
            AllowPanLikeIds = part.Flag(),
            Strict = part.Flag(),
        };
        return part.Ended
            ? settings // of a silo of the version before
            : settings with
            {
                DeadlineMs = part.Int32(),
                Fallback = (Fallback)part.Byte(),
                FallbackUpToMinor = part.Int(),
                LinesPerSecond = part.Int32(),
                HistoryLinesPerSecond = part.Int32(),
            };
    }

    public static void Write(WireWriter wire, KeyRequest request)
    {
        wire.Text(request.Label);
        wire.UInt((ulong)request.Roles);
        WriteMoment(wire, request.ExpiresAt);
        wire.Int(request.LinesPerSecond);
    }

    public static KeyRequest ReadRequest(ref WireReader wire) =>
        new(
            wire.TextOrEmpty(), (Roles)wire.UInt(), ReadMoment(ref wire), wire.Ended ? 0 : wire.Int32());

    public static void Write(WireWriter wire, ApiKey key)
    {
        var part = wire.Begin();
        wire.Text(key.Id);
        wire.Text(key.Label);
        wire.UInt((ulong)key.Roles);
        wire.Int(key.CreatedAt);
        WriteMoment(wire, key.ExpiresAt);
        WriteMoment(wire, key.RevokedAt);
        wire.Text(key.Secret);
        wire.Int(key.LinesPerSecond);
        wire.End(part);
    }

    public static ApiKey ReadKey(ref WireReader wire)
    {
        var part = wire.Part();
        return new ApiKey(
            part.TextOrEmpty(), part.TextOrEmpty(), (Roles)part.UInt(), part.Int(),
            ReadMoment(ref part), ReadMoment(ref part), part.Text(), part.Ended ? 0 : part.Int32());
    }

    private static void WriteMoment(WireWriter wire, long? moment)
    {
        wire.Flag(moment.HasValue);
        wire.Int(moment ?? 0);
    }

    private static long? ReadMoment(ref WireReader wire)
    {
        var stated = wire.Flag();
        var moment = wire.Int();
        return stated ? moment : null;
    }
}
