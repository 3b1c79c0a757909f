using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Loads;
using static OrleansRisk.Client.Transport;

namespace OrleansRisk.Client;

/// <summary>Loads of files: checked as a draft, then committed or thrown away.</summary>
public sealed class LoadsClient
{
    private readonly Transport _calls;

    internal LoadsClient(Transport calls) => _calls = calls;

    /// <summary>
    /// Sends files and has them checked whole. Nothing is recorded, so it is sent again by itself if no answer came.
    /// </summary>
    /// <param name="files">1 to 64 files of 64 MB together.</param>
    /// <param name="options">What the files may not show; null for nothing.</param>
    /// <param name="cancel">Stops waiting; a draft that nobody looks at goes within a day.</param>
    public Task<LoadBody> CreateAsync(
        IReadOnlyList<LoadUpload> files, LoadOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        return _calls.AskAgain(
            () =>
            {
                var request = Request(HttpMethod.Post, Routes.Loads + (options ?? new LoadOptions()).Query());
                request.Content = Form(files);
                return request;
            },
            ContractJson.Default.LoadBody,
            cancel);
    }

    /// <summary>A load as it was checked, and how far its commit is.</summary>
    /// <param name="load">Its id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LoadBody> GetAsync(string load, CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Routes.ForLoad(load)), ContractJson.Default.LoadBody, cancel);

    /// <summary>The tenant's loads, drafts and committed ones, the newest first.</summary>
    /// <param name="after">Where an earlier page ended; null begins with the newest.</param>
    /// <param name="limit">Loads on the page, 1 to 1,000; 100 where null.</param>
    /// <param name="from">Only loads that were made from then on.</param>
    /// <param name="to">Only loads that were made before then.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LoadPage> ListAsync(
        string? after = null, int? limit = null, DateTimeOffset? from = null, DateTimeOffset? to = null,
        CancellationToken cancel = default) =>
        _calls.AskAgain(Get(Part(Routes.Loads, after, limit, from, to)), ContractJson.Default.LoadPage, cancel);

    /// <summary>A load's accounts.</summary>
    /// <param name="load">Its id.</param>
    /// <param name="after">Where an earlier page ended; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LoadAccountPage> ListAccountsAsync(
        string load, string? after = null, int? limit = null, CancellationToken cancel = default) => _calls.AskAgain(
            Get(Paged(Routes.ForLoadAccounts(load), after, limit)), ContractJson.Default.LoadAccountPage, cancel);

    /// <summary>A load's rows.</summary>
    /// <param name="load">Its id.</param>
    /// <param name="outcome">Only rows of which this becomes, of <see cref="LoadOutcomes"/>; all where null.</param>
    /// <param name="after">Where an earlier page ended; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LoadRowPage> ListRowsAsync(
        string load, string? outcome = null, string? after = null, int? limit = null,
        CancellationToken cancel = default)
    {
        var path = Paged(Routes.ForLoadRows(load), after, limit);
        path += outcome is null ? "" : $"{(path.Contains('?') ? '&' : '?')}outcome={Uri.EscapeDataString(outcome)}";
        return _calls.AskAgain(Get(path), ContractJson.Default.LoadRowPage, cancel);
    }

    /// <summary>What someone should know about a load's files.</summary>
    /// <param name="load">Its id.</param>
    /// <param name="after">Where an earlier page ended; null begins at the beginning.</param>
    /// <param name="limit">Items on the page, 1 to 1,000; 100 where null.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<LoadFindingPage> ListFindingsAsync(
        string load, string? after = null, int? limit = null, CancellationToken cancel = default) => _calls.AskAgain(
            Get(Paged(Routes.ForLoadFindings(load), after, limit)), ContractJson.Default.LoadFindingPage, cancel);

    /// <summary>
    /// Records what the check passed. Committing again goes on where that broke off, so it is sent again by itself.
    /// </summary>
    /// <param name="load">Its id.</param>
    /// <param name="cancel">Stops waiting; the commit goes on.</param>
    public Task<LoadBody> CommitAsync(string load, CancellationToken cancel = default) => _calls.AskAgain(
        () => Request(HttpMethod.Post, Routes.ForLoadCommit(load)), ContractJson.Default.LoadBody, cancel);

    /// <summary>Throws a draft away; what was committed stays.</summary>
    /// <param name="load">Its id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task DeleteAsync(string load, CancellationToken cancel = default) => _calls.AskAgain(
        () => Request(HttpMethod.Delete, Routes.ForLoad(load)), static _ => true, cancel);

    private static MultipartFormDataContent Form(IReadOnlyList<LoadUpload> files)
    {
        var form = new MultipartFormDataContent();
        foreach (var file in files)
        {
            var content = new ReadOnlyMemoryContent(file.Content);
            content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.Octets);
            form.Add(content, "file", file.Name);
        }

        return form;
    }
}

/// <summary>A file to be loaded.</summary>
/// <param name="Name">What people call it; nothing is recognised by it.</param>
/// <param name="Content">As the bank made it.</param>
public sealed record LoadUpload(string Name, ReadOnlyMemory<byte> Content);

/// <summary>What files of a load may not show themselves.</summary>
public sealed record LoadOptions
{
    /// <summary>The lender's own id of the one account that each file holds.</summary>
    public string? Account { get; init; }

    /// <summary>Name of a map on the server, or of a shipped one; null recognises files by their content.</summary>
    public string? Map { get; init; }

    /// <summary>ISO 4217: the currency of files that do not state it.</summary>
    public string? Currency { get; init; }

    /// <summary>IANA zone of times without an offset; the tenant's where null.</summary>
    public string? Zone { get; init; }

    /// <summary>The customer's consent that all rows come under; none where null.</summary>
    public string? Consent { get; init; }

    /// <summary>Of text whose encoding cannot be found.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether 03/11 is the third of November; null lets the file show it.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Whether the decimal mark is a comma; null lets the file show it.</summary>
    public bool? DecimalComma { get; init; }

    /// <summary>Amounts with more decimals than their currency are rounded, not refused.</summary>
    public bool RoundExtraDecimals { get; init; }

    /// <summary>Rows that are in all likelihood others under another id are taken all the same.</summary>
    public bool TakeTwins { get; init; }

    internal string Query()
    {
        var query = new StringBuilder();
        Add("account", Account);
        Add("map", Map);
        Add("currency", Currency);
        Add("zone", Zone);
        Add("encoding", Encoding);
        Add("consent", Consent);
        Add("days", DayFirst is { } first ? first ? "day_first" : "month_first" : null);
        Add("decimal_mark", DecimalComma is { } comma ? comma ? "comma" : "dot" : null);
        Add("extra_decimals", RoundExtraDecimals ? "round" : null);
        Add("twins", TakeTwins ? "take" : null);
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Append(CultureInfo.InvariantCulture, $"{(query.Length == 0 ? '?' : '&')}{name}=")
                    .Append(Uri.EscapeDataString(value));
            }
        }
    }
}
