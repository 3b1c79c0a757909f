using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>The statement of each effect of a change. It changes one row, or the change does not fit.</summary>
internal static class TenantEffects
{
    /// <summary>Changes of keys wait for each other, so that none is seen before one with a lower number.</summary>
    private const string NextKeyChange = "update risk.key_changes set number = number + 1 returning number";

    public static void Add(NpgsqlBatch batch, TenantEffect effect)
    {
        switch (effect)
        {
            case TenantEffect.TenantMade made:
                AddTenant(batch, made);
                break;
            case TenantEffect.SettingsKept settings:
                AddSettings(batch, settings);
                break;
            case TenantEffect.KeyAdded added:
                AddKey(batch, added);
                break;
            case TenantEffect.KeyRevoked revoked:
                AddRevocation(batch, revoked);
                break;
            case TenantEffect.MapKept map:
                AddMap(batch, map);
                break;
            case TenantEffect.ModelAdded model:
                AddModel(batch, model);
                break;
            case TenantEffect.ModelApproved approved:
                AddApproval(batch, approved);
                break;
            case TenantEffect.ConsentGiven given:
                AddConsent(batch, given);
                break;
            case TenantEffect.ConsentRevoked consent:
                AddConsentEnd(batch, "revoked_at", consent.Tenant, consent.Consent, consent.At);
                break;
            case TenantEffect.ConsentExpired expired:
                AddConsentEnd(batch, "expired_at", expired.Tenant, expired.Consent, expired.At);
                break;
            case TenantEffect.ConsentTold told:
                AddConsentEvent(batch, told);
                break;
            case TenantEffect.Published published:
                AddPublication(batch, published);
                break;
            default:
                throw new InvalidOperationException($"{effect.GetType().Name} has no statement.");
        }
    }

    private static void AddTenant(NpgsqlBatch batch, TenantEffect.TenantMade made)
    {
        var parameters = TenantReads.Add(
            batch,
            """
            insert into risk.tenants (id, name, version, settings) overriding system value values ($1, $2, $3, $4)
            on conflict do nothing
            """);
        parameters.Put(made.Row.Id.Value);
        parameters.Put(made.Row.Settings.Name);
        parameters.Put(made.Row.Settings.Version);
        Put(parameters, made.Row.Settings);
    }

    private static void AddSettings(NpgsqlBatch batch, TenantEffect.SettingsKept kept)
    {
        var parameters = TenantReads.Add(
            batch,
            $"""
            with next as ({NextKeyChange}),
                held as (update risk.api_keys set change = next.number from next where tenant = $1)
            update risk.tenants set version = $2, settings = $3 where id = $1 and version = $2 - 1 and name = $4
            """); // whoever holds a key holds the settings with it, and asks which keys have changed
        parameters.Put(kept.Row.Id.Value);
        parameters.Put(kept.Row.Settings.Version);
        Put(parameters, kept.Row.Settings);
        parameters.Put(kept.Row.Settings.Name);
    }

    private static void AddKey(NpgsqlBatch batch, TenantEffect.KeyAdded added)
    {
        var key = added.Key;
        var parameters = TenantReads.Add(
            batch,
            $"""
            with next as ({NextKeyChange})
            insert into risk.api_keys ({PostgresTenantStore.KeyColumns}, change)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, number from next
            """);
        parameters.Put(key.Id);
        parameters.Put(key.Tenant?.Value);
        parameters.Put(key.Label);
        parameters.Put((int)key.Roles);
        parameters.Put(Columns.Array(key.SecretHash));
        parameters.Put(key.CreatedAt);
        parameters.Put(key.ExpiresAt);
        parameters.Put(key.RevokedAt);
        parameters.Put(key.LinesPerSecond);
    }

    private static void AddRevocation(NpgsqlBatch batch, TenantEffect.KeyRevoked revoked)
    {
        var parameters = TenantReads.Add(
            batch,
            $"""
            with next as ({NextKeyChange})
            update risk.api_keys set revoked_at = $3, change = next.number
            from next where tenant = $1 and id = $2 and revoked_at is null
            """);
        parameters.Put(revoked.Tenant.Value);
        parameters.Put(revoked.Id);
        parameters.Put(revoked.At);
    }

    private static void AddMap(NpgsqlBatch batch, TenantEffect.MapKept kept)
    {
        var parameters = TenantReads.Add(
            batch,
            $"""
            insert into risk.maps (tenant, {PostgresMapStore.MapColumns}) values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            """);
        parameters.Put(kept.Tenant.Value);
        parameters.Put(kept.Map.Name);
        parameters.Put(kept.Map.Version);
        parameters.Put(Columns.Array(kept.Map.Hash));
        parameters.Put(kept.Map.CreatedAt);
        parameters.Put(Columns.Array(kept.Map.Content));
    }

    private static void AddModel(NpgsqlBatch batch, TenantEffect.ModelAdded added)
    {
        var (about, row) = (added.Model.About, added.Model);
        var parameters = TenantReads.Add(
            batch,
            """
            insert into risk.models values ($1, $2, $3, $4, $5, $6, nullif($7, ''), nullif($8, ''), nullif($9, ''),
                $10, $11, null, null, $12, $13)
            on conflict do nothing
            """);
        parameters.Put(added.Tenant.Value);
        parameters.Put(Convert.FromHexString(row.Hash));
        parameters.Put((short)about.Role);
        parameters.Put(about.Kind);
        parameters.Put(about.Owner);
        parameters.Put(about.Purpose);
        parameters.Put(about.TrainedFrom ?? "");
        parameters.Put(about.TrainedTo ?? "");
        parameters.Put(about.DataHash ?? "");
        parameters.Put(row.UploadedBy);
        parameters.Put(row.UploadedAt);
        parameters.Put(Columns.Array(added.Report));
        parameters.Put(Columns.Array(added.File));
    }

    private static void AddApproval(NpgsqlBatch batch, TenantEffect.ModelApproved approved)
    {
        var parameters = TenantReads.Add(
            batch,
            """
            update risk.models set approved_by = $3, approved_at = $4
            where tenant = $1 and hash = $2 and approved_by is null and uploaded_by <> $3
            """);
        parameters.Put(approved.Tenant.Value);
        parameters.Put(Convert.FromHexString(approved.Hash));
        parameters.Put(approved.By);
        parameters.Put(approved.At);
    }

    private static void AddConsent(NpgsqlBatch batch, TenantEffect.ConsentGiven given)
    {
        var parameters = TenantReads.Add(
            batch,
            $"""
            insert into risk.consents (tenant, {PostgresConsentStore.ConsentColumns})
            values ($1, $2, $3, $4, $5, $6, $7, $8, null, $9) on conflict do nothing
            """);
        var row = given.Consent;
        parameters.Put(given.Tenant.Value);
        parameters.Put(Columns.Bytes(row.Id));
        parameters.Put(Columns.Bytes(row.Subject));
        parameters.Put(row.Purpose);
        parameters.Put(row.From);
        parameters.Put(row.To);
        parameters.Put(row.HistoryDays);
        parameters.Put(row.CreatedAt);
        parameters.Put(Columns.Array(row.Content));
    }

    private static void AddConsentEnd(NpgsqlBatch batch, string column, TenantId tenant, UInt128 consent, long at)
    {
        var parameters = TenantReads.Add(
            batch,
            $"""
            update risk.consents set {column} = $3
            where tenant = $1 and id = $2 and revoked_at is null and {column} is null
            """);
        parameters.Put(tenant.Value);
        parameters.Put(Columns.Bytes(consent));
        parameters.Put(at);
    }

    /// <summary>Under the number of the change that this transaction has just taken.</summary>
    private static void AddConsentEvent(NpgsqlBatch batch, TenantEffect.ConsentTold told)
    {
        var parameters = TenantReads.Add(
            batch,
            """
            insert into risk.consent_events
            select $1, max(sequence), $2, $3, $4, $5, $6, $7 from risk.tenant_changes where tenant = $1
            """);
        parameters.Put(told.Tenant.Value);
        parameters.Put(Columns.Bytes(told.Consent));
        parameters.Put((short)told.Kind);
        parameters.Put(told.At);
        parameters.Put(told.Behind.Floor);
        parameters.AddArray(told.Behind.Writers, static place => place.Writer);
        parameters.AddArray(told.Behind.Writers, static place => place.Number);
    }

    private static void AddPublication(NpgsqlBatch batch, TenantEffect.Published published)
    {
        var version = published.Version;
        var parameters = TenantReads.Add(
            batch, "insert into risk.publications values ($1, $2, $3, $4, $5, $6) on conflict do nothing");
        parameters.Put(version.Tenant.Value);
        parameters.Put((short)version.Kind);
        parameters.Put(version.Version);
        parameters.Put(version.PublishedAt);
        parameters.Put(Columns.Array(version.Hash));
        parameters.Put(Columns.Array(version.Content));
    }

    private static void Put(NpgsqlParameterCollection parameters, TenantSettings settings) =>
        parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Jsonb,
            Value = JsonSerializer.Serialize(settings, JsonSerializerOptions.Web),
        });
}
