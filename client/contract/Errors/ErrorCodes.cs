using System.Collections.Frozen;
using System.Reflection;

namespace OrleansRisk.Contract.Errors;

/// <summary>The one table of errors; <c>docs/ERRORS.md</c> is generated from it.</summary>
public static class ErrorCodes
{
    // Requests
    public static readonly ErrorCode KeyInvalid = new("key_invalid", 401,
        "The API key is missing, unknown, expired or revoked.");
    public static readonly ErrorCode Forbidden = new("forbidden", 403, "The key's roles do not allow this.");
    public static readonly ErrorCode NotFound = new("not_found", 404, "There is nothing here, or nothing of yours.");
    public static readonly ErrorCode MethodNotAllowed = new("method_not_allowed", 405,
        "This address does not take this method.");
    public static readonly ErrorCode AccountErased = new("account_erased", 410, "The account was erased.");
    public static readonly ErrorCode DecisionExpired = new("decision_expired", 410,
        "The decision is older than the tenant's retention.");
    public static readonly ErrorCode BodyTooLarge = new("body_too_large", 413,
        "The body is larger than this address takes.");
    public static readonly ErrorCode ContentTypeUnsupported = new("content_type_unsupported", 415,
        "The content type must be application/json, or application/x-ndjson where streams are taken.");
    public static readonly ErrorCode EncodingUnsupported = new("encoding_unsupported", 415,
        "The body must not be compressed.");
    public static readonly ErrorCode Moved = new("moved", 421, "Another address serves this tenant.");
    public static readonly ErrorCode Overloaded = new("overloaded", 429,
        "Too much is waiting; ask again later.", SendAgain: true);
    public static readonly ErrorCode OverQuota = new("over_quota", 429,
        "The tenant or key has sent as much as it may for now; ask again later.", SendAgain: true);
    public static readonly ErrorCode RequestInvalid = new("request_invalid", 400,
        "The request is not well-formed HTTP.");
    public static readonly ErrorCode ParameterInvalid = new("parameter_invalid", 400,
        "A parameter of the address has a value that is not taken.");
    public static readonly ErrorCode BodyMissing = new("body_missing", 400, "The request needs a body.");
    public static readonly ErrorCode BodyCut = new("body_cut", 400, "The upload broke off.", SendAgain: true);
    public static readonly ErrorCode ReaderStalled = new("reader_stalled", 408,
        "The answers were not read for 30 seconds.", SendAgain: true);
    public static readonly ErrorCode RequestTimeout = new("request_timeout", 408,
        "The request took too long to arrive.", SendAgain: true);
    public static readonly ErrorCode NotOffered = new("not_offered", 501,
        "This is part of the contract and not offered by this version.");
    public static readonly ErrorCode Failure = new("failure", 500,
        "Something went wrong on our side; it is logged under the request id.", SendAgain: true);
    public static readonly ErrorCode NameTaken = new("name_taken", 409, "Another tenant has this name.");
    public static readonly ErrorCode VersionConflict = new("version_conflict", 409,
        "Somebody else changed it meanwhile; read it and try again.", SendAgain: true);
    public static readonly ErrorCode LimitReached = new("limit_reached", 409,
        "There are as many of these as there may be.");
    public static readonly ErrorCode MapInvalid = new("map_invalid", 400,
        "The column map cannot be meant; the field says where.");
    public static readonly ErrorCode CategoryRulesInvalid = new("category_rules_invalid", 400,
        "A category rule cannot be meant; the field says which and what of it.");

    public static readonly ErrorCode ModelInvalid = new("model_invalid", 400,
        "The model cannot be used; the cause says what is wrong with it.");
    public static readonly ErrorCode ModelUnknown = new("model_unknown", 404,
        "The registry has no such model for what it is to do; the cause is its hash.");
    public static readonly ErrorCode ModelNotApproved = new("model_not_approved", 409,
        "Nobody has approved the model; the cause is its hash.");
    public static readonly ErrorCode OwnApproval = new("own_approval", 409,
        "A model is approved by another key than the one that brought it.");
    public static readonly ErrorCode LineUpUnknown = new("line_up_unknown", 404,
        "There is no such line-up to go back to.");
    public static readonly ErrorCode FoldTooOld = new("fold_too_old", 409,
        "The tenant's fold knows no models; an operator switches it: orleansrisk-silo fold TENANT 3.");
    public static readonly ErrorCode FromOutOfRange = new("from_out_of_range", 400,
        "The time lies in the past, or more than 366 days ahead.");

    public static readonly ErrorCode AlreadyBegun = new("already_begun", 409,
        "The account has transactions: its currency and zone stand.");
    public static readonly ErrorCode OtherCurrency = new("other_currency", 409,
        "The money must be in the currency of every account asked.");
    public static readonly ErrorCode DayToCome = new("day_to_come", 400, "The day is still to come.");
    public static readonly ErrorCode DayTooOld = new("day_too_old", 410,
        "What was known before that day is beyond the tenant's retention.");
    public static readonly ErrorCode AssessmentExpired = new("assessment_expired", 410,
        "What the assessment saw is beyond the tenant's retention: it cannot be replayed any more.");
    public static readonly ErrorCode IdempotencyKeyInvalid = new("idempotency_key_invalid", 400,
        "The header Idempotency-Key must be one value of 1-255 visible ASCII characters.");
    public static readonly ErrorCode IdempotencyKeyReused = new("idempotency_key_reused", 422,
        "This Idempotency-Key was sent with another request.");
    public static readonly ErrorCode IdempotencyUnderWay = new("idempotency_under_way", 409,
        "The call of this Idempotency-Key is under way; send it again in a moment.", SendAgain: true);
    public static readonly ErrorCode IdempotencyUnknown = new("idempotency_unknown", 409,
        "The call of this Idempotency-Key broke off; look whether it was carried out, then take another key.");

    public static readonly ErrorCode CursorInvalid = new("cursor_invalid", 400,
        "The cursor is none that this feed has given.");
    public static readonly ErrorCode CursorExpired = new("cursor_expired", 410,
        "The cursor is too old; begin without one: a snapshot, then what happens.");

    public static readonly ErrorCode UrlInvalid = new("url_invalid", 400,
        "The URL must be absolute and https, without user, password or fragment.");
    public static readonly ErrorCode AddressRefused = new("address_refused", 400,
        "The address lies in a network that webhooks do not go to.");

    // Not acknowledged
    public static readonly ErrorCode JournalUnavailable = new("journal_unavailable", 503,
        "The journal does not answer; nothing was acknowledged.", SendAgain: true);
    public static readonly ErrorCode NotRecorded = new("not_recorded", 503,
        "It was not recorded; send it again.", SendAgain: true);
    public static readonly ErrorCode OutcomeUnknown = new("outcome_unknown", 503,
        "Whether it was recorded is not known; send it again, a recorded one is answered as the duplicate it is.",
        SendAgain: true);
    public static readonly ErrorCode AccountUnavailable = new("account_unavailable", 503,
        "The account cannot be read; the cause is named.");
    public static readonly ErrorCode DeadlinePassed = new("deadline_passed", 503,
        "The deadline passed before an answer; whether it was recorded is not known, send it again.", SendAgain: true);
    public static readonly ErrorCode ShuttingDown = new("shutting_down", 503,
        "The host is stopping; send it again.", SendAgain: true);

    // Lines and bodies
    public static readonly ErrorCode JsonInvalid = new("json_invalid", 400, "It is not valid JSON.");
    public static readonly ErrorCode Utf8Invalid = new("utf8_invalid", 400, "It is not valid UTF-8.");
    public static readonly ErrorCode NotAnObject = new("not_an_object", 400, "It must be one JSON object.");
    public static readonly ErrorCode TooDeep = new("too_deep", 400, "It is nested too deeply.");
    public static readonly ErrorCode LineTooLong = new("line_too_long", 413, "The line is longer than 65,536 bytes.");
    public static readonly ErrorCode FieldMissing = new("field_missing", 400, "A required field is missing.");
    public static readonly ErrorCode FieldType = new("field_type", 400, "The field has the wrong JSON type.");
    public static readonly ErrorCode FieldDuplicated = new("field_duplicated", 400, "The field is stated twice.");
    public static readonly ErrorCode FieldUnknown = new("field_unknown", 400,
        "The field is not known, and this tenant is strict.");
    public static readonly ErrorCode FieldConflict = new("field_conflict", 400,
        "Only one of these fields may be stated.");
    public static readonly ErrorCode TextEmpty = new("text_empty", 400, "The text is empty.");
    public static readonly ErrorCode TextTooLong = new("text_too_long", 400, "The text is too long.");
    public static readonly ErrorCode TextInvalid = new("text_invalid", 400,
        "The text holds control, bidirectional or unassigned characters.");
    public static readonly ErrorCode ValueUnknown = new("value_unknown", 400,
        "The value is none of those that are taken.");
    public static readonly ErrorCode NumberOutOfRange = new("number_out_of_range", 400, "The number is out of range.");
    public static readonly ErrorCode IdInvalid = new("id_invalid", 400,
        "The id holds spaces, control, bidirectional, invisible or look-alike characters.");
    public static readonly ErrorCode LooksLikePan = new("looks_like_pan", 400,
        "The id passes as a card number; send a token instead.");
    public static readonly ErrorCode AmountNotText = new("amount_not_text", 400,
        "The amount must be text, or amount_minor an integer.");
    public static readonly ErrorCode AmountInvalid = new("amount_invalid", 400,
        "The amount must be an unsigned decimal such as 55.71.");
    public static readonly ErrorCode AmountOutOfRange = new("amount_out_of_range", 400,
        "The amount is above 10^15 minor units.");
    public static readonly ErrorCode AmountZero = new("amount_zero", 400,
        "Zero is taken for authorised transactions only.");
    public static readonly ErrorCode TooManyDecimals = new("too_many_decimals", 400,
        "The amount has more decimals than the currency.");
    public static readonly ErrorCode CurrencyUnknown = new("currency_unknown", 400, "The currency is not in ISO 4217.");
    public static readonly ErrorCode TimeWithoutOffset = new("time_without_offset", 400,
        "The time needs an offset from UTC.");
    public static readonly ErrorCode TimeInvalid = new("time_invalid", 400,
        "The time must be RFC 3339, a date YYYY-MM-DD.");
    public static readonly ErrorCode TimeOutOfRange = new("time_out_of_range", 400,
        "The time lies before 1970 or after 2199.");
    public static readonly ErrorCode InTheFuture = new("in_the_future", 400,
        "The time lies more than five minutes in the future.");
    public static readonly ErrorCode TooOld = new("too_old", 400,
        "The transaction is older than the tenant's retention.");
    public static readonly ErrorCode MccInvalid = new("mcc_invalid", 400,
        "The merchant category code must be four digits.");
    public static readonly ErrorCode CountryUnknown = new("country_unknown", 400,
        "The country is not in ISO 3166-1 alpha-2.");
    public static readonly ErrorCode IdReused = new("id_reused", 409,
        "This identity is known with other content; the fields that differ are named.");
    public static readonly ErrorCode WrongCurrency = new("wrong_currency", 400,
        "The currency is not the account's, and no rate is given.");
    public static readonly ErrorCode BeforeKnownHistory = new("before_known_history", 400,
        "The line lies before what is known of the account.");
    public static readonly ErrorCode StatusOutOfOrder = new("status_out_of_order", 400,
        "The transaction is past this status.");
    public static readonly ErrorCode AlreadyReplaced = new("already_replaced", 409,
        "Another id has taken the place of this one already.");
    public static readonly ErrorCode TransactionUnknown = new("transaction_unknown", 404,
        "The account has no such transaction.");
    public static readonly ErrorCode LabelBeforeTransaction = new("label_before_transaction", 400,
        "The label would be known before the transaction happened.");
    public static readonly ErrorCode NotLabelled = new("not_labelled", 409, "There is no label to withdraw.");
    public static readonly ErrorCode ZoneUnknown = new("zone_unknown", 400, "The zone is not an IANA time zone.");
    public static readonly ErrorCode NameInvalid = new("name_invalid", 400,
        "The name must be 1-40 (of a map 1-64) lower-case letters, digits and hyphens, beginning with a letter.");

    /// <summary>Every row, in the order of the table.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } = [.. typeof(ErrorCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(ErrorCode))
        .OrderBy(field => field.MetadataToken)
        .Select(field => (ErrorCode)field.GetValue(null)!)];

    private static readonly FrozenDictionary<string, ErrorCode> ByCode = All.ToFrozenDictionary(row => row.Code);

    /// <summary>The row of a code; null where there is none.</summary>
    public static ErrorCode? Find(string code) => ByCode.GetValueOrDefault(code);
}
