using OrleansRisk.Api.Parameters;
using OrleansRisk.Contract.Consents;
using OrleansRisk.Contract.Loads;

namespace OrleansRisk.Api.Loads;

/// <summary>What the addresses of loads take.</summary>
internal static class LoadParameters
{
    public static readonly Token Account = new(
        "account", "Your own id of the one account that each file holds, instead of what it names.",
        "an id of 1-64 characters")
    { Personal = true };

    public static readonly Token Map = new(
        "map", "Name of a map on the server, or of one that is shipped; without it files are recognised by their "
            + "content.", "the name of a map");

    public static readonly Token Consent = new(
        ConsentNames.Parameter, "The customer's consent that all rows come under.", "the id of a consent, cns_…");

    public static readonly Token Currency = new(
        "currency", "Of files that do not state theirs.", "an ISO 4217 code such as MYR");

    public static readonly Token Zone = new(
        "zone", "Of times without an offset; the tenant's if it is not stated.",
        "an IANA name such as Asia/Kuala_Lumpur");

    public static readonly Token Encoding = new(
        "encoding", "Of text whose encoding cannot be found.", "a name such as windows-1252");

    public static readonly Choice Days = new(
        "days", "Which of 03/11 comes first; the file shows it if it is not stated.", "file", "file", "day_first",
        "month_first");

    public static readonly Choice DecimalMark = new(
        "decimal_mark", "The file shows it if it is not stated.", "file", "file", "dot", "comma");

    public static readonly Choice ExtraDecimals = new(
        "extra_decimals", "Amounts with more decimals than their currency: refused, or rounded half to even.",
        "refuse", "refuse", "round");

    public static readonly Choice Twins = new(
        "twins", "Rows that are in all likelihood another file's, or recorded ones, under another id: left out, or "
            + "taken as rows of their own.", "leave", "leave", "take");

    public static readonly Choice Outcome = new(
        "outcome", "Only rows of which this becomes.", "all", "all", LoadOutcomes.Taken, LoadOutcomes.Known,
        LoadOutcomes.Repeated, LoadOutcomes.Likely, LoadOutcomes.TakenBack, LoadOutcomes.Refused);

    public static readonly WholeNumber After = new(
        "after", "The number that an earlier page ended with.", 0, int.MaxValue, 0);
}
