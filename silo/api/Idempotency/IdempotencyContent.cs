using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Access;
using OrleansRisk.Events.Text;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Idempotency;

/// <summary>
/// What is kept of a call that may be sent again: of the request a keyed hash, of the answer everything but its secret,
/// sealed under the tenant's key. Operators belong to no tenant, and their calls hold nothing of a customer.
/// </summary>
internal sealed class IdempotencyContent(IKeyRing keys, ITenantSeal seal)
{
    public async ValueTask<byte[]> Hash(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var request = context.Request;
        var head = Encoding.UTF8.GetBytes($"repeat\0{request.Method} {request.Path}{request.QueryString}\0");
        byte[] asked = [.. head, .. body.Span];
        if (Call.Of(context).Tenant is not { } tenant)
        {
            return SHA256.HashData(asked);
        }

        var hash = new byte[16];
        var pseudonyms = await keys.Pseudonyms(tenant.Id, context.RequestAborted);
        BinaryPrimitives.WriteUInt128BigEndian(hash, pseudonyms.Tag(asked));
        return hash;
    }

    public async ValueTask<byte[]> Seal(HttpContext context, IdempotencyName name, byte[] answer)
    {
        var shown = WithoutSecret(answer);
        return Call.Of(context).Tenant is { } tenant && shown.Length > 0
            ? await seal.Seal(tenant.Id, SealedKind.Repeat, Place(name), shown, CancellationToken.None)
            : shown;
    }

    public async ValueTask<byte[]> Open(HttpContext context, IdempotencyName name, ReadOnlyMemory<byte> kept) =>
        Call.Of(context).Tenant is { } tenant && kept.Length > 0
            ? await seal.Open(tenant.Id, SealedKind.Repeat, Place(name), kept, context.RequestAborted)
            : kept.ToArray();

    /// <summary>A secret is shown once and kept nowhere; all else stays to the byte.</summary>
    private static byte[] WithoutSecret(byte[] answer)
    {
        if (answer.Length == 0)
        {
            return answer;
        }

        using var output = new MemoryStream();
        using (var document = JsonDocument.Parse(answer))
        using (var json = new Utf8JsonWriter(output, JsonShape.Options))
        {
            json.WriteStartObject();
            foreach (var property in document.RootElement.EnumerateObject().Where(each => each.Name != "secret"))
            {
                json.WritePropertyName(property.Name);
                json.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private static UInt128 Place(IdempotencyName name) => BinaryPrimitives.ReadUInt128BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{name.Caller}\0{name.Key}")));
}
