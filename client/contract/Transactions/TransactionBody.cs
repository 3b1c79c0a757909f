using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Transactions;

/// <summary>
/// A transaction as the lender sends it. Its identity is (<see cref="Account"/>, <see cref="Id"/>,
/// <see cref="Status"/>): the same identity with the same facts is answered with the first answer again, with other
/// facts it is refused as <c>id_reused</c>. No facts are <see cref="Counterparty"/> and <see cref="Description"/>, how
/// <see cref="Category"/> and <see cref="Channel"/> are spelt, and parts of a second.
/// </summary>
public sealed record TransactionBody
{
    /// <summary>
    /// The lender's own id of the transaction: 1–64 letters, digits and signs; no control characters, no
    /// bidirectional tricks.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>
    /// The lender's own id of the account: 1–64 characters as in <see cref="Id"/>. What passes as a card number is
    /// refused.
    /// </summary>
    public required string Account { get; init; }

    /// <summary>
    /// When it happened, RFC 3339 with offset; years 1970 to 2199, at most 5 minutes in the future. Either this or
    /// <see cref="Date"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// The day it happened, where the bank knows only the day; civil, in the account's time zone. Either this or
    /// <see cref="At"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Date { get; init; }

    /// <summary>
    /// Unsigned decimal text with at most the currency's decimals, zeros behind them apart, <c>"55.71"</c>; at most
    /// 10^15 minor units; zero only where <see cref="Status"/> is <c>authorised</c>. Either this or
    /// <see cref="AmountMinor"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Amount { get; init; }

    /// <summary>The amount in minor units (sen, cents): 0 to 10^15. Either this or <see cref="Amount"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217 letters, upper case: <c>MYR</c>.</summary>
    public required string Currency { get; init; }

    /// <summary><c>debit</c> takes from the account, <c>credit</c> adds to it.</summary>
    public required string Direction { get; init; }

    /// <summary><c>authorised</c>, <c>booked</c> (the default), <c>reversed</c> or <c>expired</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    /// <summary>
    /// The earlier id, where the bank changed it between authorisation and booking. Several bookings may name one
    /// authorisation, each a part of it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Replaces { get; init; }

    /// <summary>
    /// The recorded transaction, of the same status, that this is a better version of: its own id or another. Both are
    /// kept, and this one counts. With <c>mode=history</c> only.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Corrects { get; init; }

    /// <summary>Who was paid or who paid, 1–128 characters: any text that is the same for the same party.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Counterparty { get; init; }

    /// <summary>The lender's own category, 1–64 characters. Beside <see cref="Mcc"/> the code comes first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    /// <summary>ISO 18245 merchant category code, four digits as text: <c>"5411"</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mcc { get; init; }

    /// <summary>How it was made, 1–32 characters: <c>pos</c>, <c>online</c>, <c>atm</c>, <c>transfer</c>…</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Channel { get; init; }

    /// <summary>Where it happened, ISO 3166-1 alpha-2, upper case: <c>MY</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Country { get; init; }

    /// <summary>
    /// Balance after the transaction, decimal text, signed: <c>"-120.00"</c>; within ±10^15 minor units of
    /// <see cref="Currency"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Balance { get; init; }

    /// <summary>The lender's id of the device, 1–64 characters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Device { get; init; }

    /// <summary>Where it happened; absent where that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GeoBody? Geo { get; init; }

    /// <summary>Free text of the booking, 1–256 characters; sealed with the rest, never logged.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>
    /// Rate from the transaction's currency to the account's: positive decimal text, at most 12 decimals and 18
    /// digits.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fx { get; init; }

    /// <summary>
    /// The customer's consent that it is sent under, <c>cns_…</c>; required where the tenant demands one. No part of
    /// the transaction's content.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Consent { get; init; }
}

/// <summary>A place on earth, WGS 84; kept to six decimals.</summary>
/// <param name="Lat">Degrees north, −90 to 90.</param>
/// <param name="Lon">Degrees east, −180 to 180.</param>
public sealed record GeoBody(double Lat, double Lon);
