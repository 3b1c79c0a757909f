using System.Collections.Frozen;
using System.Reflection;

namespace OrleansRisk.Contract.Errors;

/// <summary>The one table of errors; <c>docs/reference/errors.md</c> is generated from it.</summary>
public static class ErrorCodes
{
    // Requests
    public static readonly ErrorCode KeyInvalid = new("key_invalid", 401,
        "The API key is missing, unknown, expired or revoked.",
        "Send a key that holds as Authorization: Bearer ork_…; an admin of the tenant issues keys.");
    public static readonly ErrorCode Forbidden = new("forbidden", 403, "The key's roles do not allow this.",
        "Ask an admin of the tenant for a key with a role that this address allows.");
    public static readonly ErrorCode NotFound = new("not_found", 404, "There is nothing here, or nothing of yours.",
        "Check the address and the id in it; a list of the same kind shows what there is.");
    public static readonly ErrorCode MethodNotAllowed = new("method_not_allowed", 405,
        "This address does not take this method.",
        "Use one of the methods in the header Allow; /openapi/v1.json describes every address.");
    public static readonly ErrorCode AccountErased = new("account_erased", 410, "The account was erased.",
        "Send nothing more for it; it does not come back.");
    public static readonly ErrorCode DecisionExpired = new("decision_expired", 410,
        "The decision is older than the tenant's retention.",
        "Nothing can show it any more; an admin can lengthen the retention for decisions to come.");
    public static readonly ErrorCode BodyTooLarge = new("body_too_large", 413,
        "The body is larger than this address takes.",
        "Send less at once, or many lines as application/x-ndjson where streams are taken.");
    public static readonly ErrorCode ContentTypeUnsupported = new("content_type_unsupported", 415,
        "The content type is not taken here.", "Set the header Content-Type to one that is allowed.")
    { Allowed = "application/json, or application/x-ndjson where streams are taken; utf-8" };
    public static readonly ErrorCode EncodingUnsupported = new("encoding_unsupported", 415,
        "The body must not be compressed.", "Send it as it is, without Content-Encoding.")
    { Allowed = "identity" };
    public static readonly ErrorCode Moved = new("moved", 421, "Another address serves this tenant.",
        "Send the same request to the address that is given.");
    public static readonly ErrorCode Overloaded = new("overloaded", 429, "Too much is waiting.",
        "Send it again after retry_after_ms.", SendAgain: true);
    public static readonly ErrorCode OverQuota = new("over_quota", 429,
        "The tenant or key has sent as much as it may for now.",
        "Send it again after retry_after_ms; an admin or an operator can raise it.", SendAgain: true);
    public static readonly ErrorCode RequestInvalid = new("request_invalid", 400,
        "The request is not well-formed HTTP.", "Check the request line and headers, and what proxies make of them.");
    public static readonly ErrorCode ParameterInvalid = new("parameter_invalid", 400,
        "A parameter of the address has a value that is not taken.",
        "Send a value that is allowed, or leave the parameter out.");
    public static readonly ErrorCode ParameterUnknown = new("parameter_unknown", 400,
        "The address has no parameter of this name.", "Correct its name, or leave it out.");
    public static readonly ErrorCode ParameterMissing = new("parameter_missing", 400,
        "A required parameter of the address is missing.", "Add it to the address.");
    public static readonly ErrorCode BodyMissing = new("body_missing", 400, "The request needs a body.",
        "Send one; /openapi/v1.json shows its shape.");
    public static readonly ErrorCode BodyCut = new("body_cut", 400, "The upload broke off.",
        "Send again what was not answered.", SendAgain: true);
    public static readonly ErrorCode ReaderStalled = new("reader_stalled", 408,
        "The answers were not read for 30 seconds.",
        "Read answers while sending; then send again what was not answered.", SendAgain: true);
    public static readonly ErrorCode RequestTimeout = new("request_timeout", 408,
        "The request took too long to arrive.", "Send it again faster, or in smaller parts.", SendAgain: true);
    public static readonly ErrorCode NotOffered = new("not_offered", 501,
        "This is part of the contract and not offered by this version.",
        "Do without it, or ask the operator for a newer version.");
    public static readonly ErrorCode Failure = new("failure", 500,
        "Something went wrong on our side; it is logged under the request id.",
        "Send it again; if it fails again, give the operator the request id.", SendAgain: true);
    public static readonly ErrorCode NameTaken = new("name_taken", 409, "Another tenant has this name.",
        "Choose another name.");
    public static readonly ErrorCode VersionConflict = new("version_conflict", 409,
        "Somebody else changed it meanwhile.", "Read it again, and change its newest version.", SendAgain: true);
    public static readonly ErrorCode LimitReached = new("limit_reached", 409,
        "There are as many of these as there may be.", "Remove one that is no longer needed.");
    public static readonly ErrorCode NothingRefuses = new("nothing_refuses", 409,
        "Nothing refuses this loan.", "Send the score_min and affordability_max that you lend on.");
    public static readonly ErrorCode ReasonsUnknown = new("reasons_unknown", 409,
        "This loan is refused, and no reason for it is known.", "Decide yourself: a letter without a reason is none.");
    public static readonly ErrorCode MapInvalid = new("map_invalid", 400,
        "The column map cannot be used; the field says where.", "Correct that part; risk maps check tells more.");
    public static readonly ErrorCode CategoryRulesInvalid = new("category_rules_invalid", 400,
        "A category rule cannot be used; the field says which and what of it.",
        "Correct that rule; nothing of the set was kept.");
    public static readonly ErrorCode ModelInvalid = new("model_invalid", 400,
        "The model cannot be used; the cause says what is wrong with it.", "Mend the model's file and send it again.");
    public static readonly ErrorCode ModelUnknown = new("model_unknown", 404,
        "The registry has no such model for what it is to do; the cause is its hash.",
        "GET /v1/models lists the models and their roles.");
    public static readonly ErrorCode ModelNotApproved = new("model_not_approved", 409,
        "Nobody has approved the model; the cause is its hash.",
        "Let an admin with another key approve it: POST /v1/models/{hash}/approval.");
    public static readonly ErrorCode OwnApproval = new("own_approval", 409,
        "What one key has brought or proposed is approved by another.",
        "Let another admin approve it, with a key of their own.");
    public static readonly ErrorCode ModelDeploymentUnknown = new("model_deployment_unknown", 404,
        "There is no such model deployment to go back to.", "GET /v1/model-deployments lists those there were.");
    public static readonly ErrorCode ScoringVersionTooOld = new("scoring_version_too_old", 409,
        "The tenant's scoring version knows no models.", "Propose a newer one: risk scoring propose 3.");
    public static readonly ErrorCode NodeBehind = new("node_behind", 409,
        "The node that the cause names does not compute it.", "Replace that node first, or wait until it is gone.");
    public static readonly ErrorCode FromOutOfRange = new("from_out_of_range", 400,
        "The time lies in the past, or more than 366 days ahead.", "State another time, or leave it out for at once.")
    { Allowed = "from now to 366 days ahead" };
    public static readonly ErrorCode AlreadyBegun = new("already_begun", 409,
        "The account has transactions: its currency and zone stand.",
        "Leave currency and zone out, or send them as they are. What was wrong from the beginning, a rebuild mends.");
    public static readonly ErrorCode AccountMerged = new("account_merged", 409,
        "The account goes on under another id, which the cause names.", "Send its lines for that account.");
    public static readonly ErrorCode TakenBack = new("taken_back", 410,
        "The transaction was taken back: it was never the account's, or may not be read any more.",
        "Read the account's transactions: those that count are there.");
    public static readonly ErrorCode BeyondRetention = new("beyond_retention", 409,
        "It lies in a month that is gone: it counts, but not as one that could be changed.",
        "Correct or take back what is within the retention.");
    public static readonly ErrorCode OtherCurrency = new("other_currency", 409,
        "The money must be in the currency of every account asked.",
        "State it in the accounts' currency, or ask accounts of one currency at a time.");
    public static readonly ErrorCode DayToCome = new("day_to_come", 400, "The day is still to come.",
        "State a day that has ended in the account's zone.");
    public static readonly ErrorCode DayTooOld = new("day_too_old", 410,
        "What was known before that day is beyond the tenant's retention.", "State a later day.");
    public static readonly ErrorCode AssessmentExpired = new("assessment_expired", 410,
        "What the assessment saw is beyond the tenant's retention: it cannot be replayed any more.",
        "Use the answer that is kept: GET /v1/credit-assessments/{assessment}.");
    public static readonly ErrorCode IdempotencyKeyInvalid = new("idempotency_key_invalid", 400,
        "The header Idempotency-Key is not one that is taken.", "Send one such header, of a value that is allowed.")
    { Allowed = "one value of 1-255 visible ASCII characters" };
    public static readonly ErrorCode IdempotencyKeyReused = new("idempotency_key_reused", 422,
        "This Idempotency-Key was sent with another request.",
        "Take a new key for each call, and the same one only to send the same call again.");
    public static readonly ErrorCode IdempotencyUnderWay = new("idempotency_under_way", 409,
        "The call of this Idempotency-Key is under way.", "Send it again in a moment.", SendAgain: true);
    public static readonly ErrorCode IdempotencyUnknown = new("idempotency_unknown", 409,
        "The call of this Idempotency-Key broke off.", "Look whether it was carried out, then take another key.");
    public static readonly ErrorCode CursorInvalid = new("cursor_invalid", 400,
        "The cursor is none that this feed has given.", "Send a cursor as it came, or begin without one.");
    public static readonly ErrorCode CursorExpired = new("cursor_expired", 410, "The cursor is too old.",
        "Begin without one: a snapshot, then what happens.");
    public static readonly ErrorCode IncarnationChanged = new("incarnation_changed", 410,
        "The database was restored; the cursor is of before or after that.",
        "Begin without one: a snapshot, then what happens.");

    public static readonly ErrorCode UrlInvalid = new("url_invalid", 400, "The URL is not one that webhooks take.",
        "State a URL that is allowed.")
    { Allowed = "an absolute https URL without user, password or fragment" };
    public static readonly ErrorCode AddressRefused = new("address_refused", 400,
        "The address lies in a network that webhooks do not go to.",
        "State a public address, or ask the operator to allow the network (WebhookNetworks).");

    // Not acknowledged
    public static readonly ErrorCode JournalUnavailable = new("journal_unavailable", 503,
        "The journal does not answer; nothing was acknowledged.",
        "Send it again after retry_after_ms.", SendAgain: true);
    public static readonly ErrorCode NotRecorded = new("not_recorded", 503, "It was not recorded.",
        "Send it again after retry_after_ms.", SendAgain: true);
    public static readonly ErrorCode OutcomeUnknown = new("outcome_unknown", 503,
        "Whether it was recorded is not known.",
        "Send it again: a recorded one is answered as the duplicate it is.", SendAgain: true);
    public static readonly ErrorCode AccountUnavailable = new("account_unavailable", 503,
        "The account cannot be read; the cause is named.",
        "Tell the operator the cause and the request id; other accounts are not affected.");
    public static readonly ErrorCode DeadlinePassed = new("deadline_passed", 503,
        "The deadline passed before an answer; whether it was recorded is not known.",
        "Send it again: a recorded one is answered as the duplicate it is.", SendAgain: true);
    public static readonly ErrorCode ShuttingDown = new("shutting_down", 503, "The host is stopping.",
        "Send it again.", SendAgain: true);

    // Lines and bodies
    public static readonly ErrorCode JsonInvalid = new("json_invalid", 400, "It is not valid JSON.",
        "Send one JSON object, or one a line; a serializer writes it better than string building.");
    public static readonly ErrorCode Utf8Invalid = new("utf8_invalid", 400, "It is not valid UTF-8.",
        "Send it in UTF-8; files from older systems are often Latin-1.");
    public static readonly ErrorCode NotAnObject = new("not_an_object", 400, "It must be one JSON object.",
        "Send an object: of a list, each item as a line of its own (application/x-ndjson).");
    public static readonly ErrorCode TooDeep = new("too_deep", 400, "It is nested too deeply.",
        "Leave out what the contract does not name.");
    public static readonly ErrorCode LineTooLong = new("line_too_long", 413, "The line is longer than 65,536 bytes.",
        "Send one transaction a line, and end lines with a line feed.")
    { Allowed = "65,536 bytes" };
    public static readonly ErrorCode FieldMissing = new("field_missing", 400, "A required field is missing.",
        "Add the field.");
    public static readonly ErrorCode FieldType = new("field_type", 400, "The field has the wrong JSON type.",
        "Send the field in the type that /openapi/v1.json states.");
    public static readonly ErrorCode FieldDuplicated = new("field_duplicated", 400, "The field is stated twice.",
        "State it once.");
    public static readonly ErrorCode FieldUnknown = new("field_unknown", 400, "The field is not known here.",
        "Correct its name, or leave it out.");
    public static readonly ErrorCode FieldConflict = new("field_conflict", 400,
        "Only one of these fields may be stated.", "Leave out all of them but one.");
    public static readonly ErrorCode TextEmpty = new("text_empty", 400, "The text is empty.",
        "Fill it, or leave the field out if it is not required.");
    public static readonly ErrorCode TextTooLong = new("text_too_long", 400, "The text is too long.", "Shorten it.");
    public static readonly ErrorCode TextInvalid = new("text_invalid", 400,
        "The text holds control, bidirectional or unassigned characters.", "Remove them.");
    public static readonly ErrorCode ValueUnknown = new("value_unknown", 400,
        "The value is none of those that are taken.", "Send one that is allowed.");
    public static readonly ErrorCode NumberOutOfRange = new("number_out_of_range", 400,
        "The number, or the number of items, is out of range.", "Send one that is allowed.");
    public static readonly ErrorCode IdInvalid = new("id_invalid", 400,
        "The id holds spaces, control, bidirectional, invisible or look-alike characters.",
        "Send the id as the core system has it, without white space around it.");
    public static readonly ErrorCode LooksLikePan = new("looks_like_pan", 400, "The id passes as a card number.",
        "Send a token instead; a tenant may allow such ids: allow_pan_like_ids.");
    public static readonly ErrorCode AmountNotText = new("amount_not_text", 400, "The amount has the wrong JSON type.",
        "Send amount as text, or amount_minor as an integer.")
    { Allowed = "text such as \"55.71\"; amount_minor an integer" };
    public static readonly ErrorCode AmountInvalid = new("amount_invalid", 400,
        "The amount is not an unsigned decimal.",
        "Send it without sign, thousands and exponent; direction says which way it went.")
    { Allowed = "digits with at most one point, such as 55.71" };
    public static readonly ErrorCode AmountOutOfRange = new("amount_out_of_range", 400,
        "The amount is above 10^15 minor units.", "Check the unit and the currency.")
    { Allowed = "up to 10^15 minor units" };
    public static readonly ErrorCode AmountZero = new("amount_zero", 400,
        "Zero is taken for authorised transactions only.", "Leave the line out, or send status authorised.");
    public static readonly ErrorCode TooManyDecimals = new("too_many_decimals", 400,
        "The amount has more decimals than the currency.", "Round it to the currency's own minor unit.");
    public static readonly ErrorCode CurrencyUnknown = new("currency_unknown", 400, "The currency is not in ISO 4217.",
        "Send the code of three capital letters.")
    { Allowed = "an ISO 4217 code such as MYR" };
    public static readonly ErrorCode TimeWithoutOffset = new("time_without_offset", 400,
        "The time needs an offset from UTC.", "Add Z or an offset such as +08:00.")
    { Allowed = "RFC 3339 such as 2026-03-01T09:30:00+08:00" };
    public static readonly ErrorCode TimeInvalid = new("time_invalid", 400,
        "The time or date cannot be read, or is not one that is taken here.",
        "Send a time or date in the form that is allowed.")
    { Allowed = "RFC 3339 such as 2026-03-01T09:30:00+08:00; a date as YYYY-MM-DD" };
    public static readonly ErrorCode TimeOutOfRange = new("time_out_of_range", 400,
        "The time lies before 1970 or after 2199.", "Check the year.")
    { Allowed = "1970 to 2199" };
    public static readonly ErrorCode InTheFuture = new("in_the_future", 400,
        "The time lies more than five minutes in the future.", "Check the sender's clock and the offset from UTC.")
    { Allowed = "up to five minutes ahead" };
    public static readonly ErrorCode TooOld = new("too_old", 400,
        "The transaction is older than the tenant's retention.", "Leave it out, or let an admin lengthen it.");
    public static readonly ErrorCode MccInvalid = new("mcc_invalid", 400, "The merchant category code is not one.",
        "Send four digits as text.")
    { Allowed = "four digits such as 5411" };
    public static readonly ErrorCode CountryUnknown = new("country_unknown", 400, "The country is not in ISO 3166-1.",
        "Send the code of two capital letters.")
    { Allowed = "an ISO 3166-1 alpha-2 code such as MY" };
    public static readonly ErrorCode IdReused = new("id_reused", 409,
        "This identity is known with other facts; the fields that differ are named.",
        "An id of its own for each; corrects with mode=history for what was wrong, replaces for what came of it.");
    public static readonly ErrorCode WrongCurrency = new("wrong_currency", 400,
        "The currency is not the account's, and no rate is given.",
        "Add fx, the rate to the account's currency. What was loaded in a wrong one is taken back, and loaded again.");
    public static readonly ErrorCode CorrectionNotLive = new("correction_not_live", 400,
        "A correction is of what has happened: nothing is decided by it.", "Send it with mode=history.");
    public static readonly ErrorCode StatusOutOfOrder = new("status_out_of_order", 400,
        "The transaction is past this status.", "Leave the line out: a later status is recorded already.");
    public static readonly ErrorCode AlreadyReplaced = new("already_replaced", 409,
        "Another id has taken the place of this one already.", "Name the newest id in replaces.");
    public static readonly ErrorCode ConsentMissing = new("consent_missing", 403,
        "No live consent of the customer covers this.", "Name one that is live and reaches so far back.");
    public static readonly ErrorCode ConsentExpired = new("consent_expired", 403,
        "The customer's consent has expired.", "Have the customer give a new one.");
    public static readonly ErrorCode ConsentRevoked = new("consent_revoked", 403,
        "The customer's consent was revoked.", "Send nothing more under it; wait until its data are taken back.");
    public static readonly ErrorCode TransactionUnknown = new("transaction_unknown", 404,
        "The account has no such transaction.", "Check the account and the id; send the transaction before its label.");
    public static readonly ErrorCode LabelBeforeTransaction = new("label_before_transaction", 400,
        "The label would be known before the transaction happened.",
        "Send known_at as when it became known, or leave it out for now.");
    public static readonly ErrorCode NotLabelled = new("not_labelled", 409, "There is no label to withdraw.",
        "Check the account and the transaction id.");
    public static readonly ErrorCode ZoneUnknown = new("zone_unknown", 400, "The zone is not an IANA time zone.",
        "Send a name of the IANA list.")
    { Allowed = "an IANA name such as Asia/Kuala_Lumpur" };
    public static readonly ErrorCode NameInvalid = new("name_invalid", 400, "The name is not one that is taken.",
        "Choose a name that is allowed.")
    { Allowed = "1-40 (of a map 1-64) lower-case letters, digits and hyphens, beginning with a letter" };

    // Loads
    public static readonly ErrorCode NothingRead = new("nothing_read", 400,
        "Not one row was read of the files; the cause says why of the first.",
        "Check that these are the right files; GET /v1/maps lists the maps there are.");
    public static readonly ErrorCode TooManyFiles = new("too_many_files", 413, "There are more files than a load has.",
        "Load them in parts.");
    public static readonly ErrorCode TooManyRows = new("too_many_rows", 413, "There are more rows than a load has.",
        "Load the files in parts.");
    public static readonly ErrorCode TooManyLoads = new("too_many_loads", 409,
        "Too many loads are neither committed nor thrown away; the cause names the oldest.",
        "Commit them or delete them: POST or DELETE /v1/loads/{load}. A draft goes by itself after a day.");
    public static readonly ErrorCode LoadStateWrong = new("load_state_wrong", 409,
        "The load is not in a state for this.", "GET the load: it shows its state.");
    public static readonly ErrorCode LoadUnderWay = new("load_under_way", 409, "The load is being committed.",
        "GET the load to see how far it is.", SendAgain: true);
    public static readonly ErrorCode DraftStale = new("draft_stale", 409,
        "Accounts have changed since the load was checked; the cause names lines. Nothing was taken.",
        "Load the files again: the new draft is checked against the accounts as they are.");
    public static readonly ErrorCode AccountNotStated = new("account_not_stated", 400,
        "The file does not name its account.", "State the account beside the file.");

    /// <summary>Every row, in the order of the table.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } = [.. typeof(ErrorCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(ErrorCode))
        .OrderBy(field => field.MetadataToken).Select(field => (ErrorCode)field.GetValue(null)!)];

    private static readonly FrozenDictionary<string, ErrorCode> ByCode = All.ToFrozenDictionary(row => row.Code);

    /// <summary>The row of a code; null where there is none.</summary>
    public static ErrorCode? Find(string code) => ByCode.GetValueOrDefault(code);
}
