using System.Net.Http.Headers;

namespace OrleansRisk.Client;

/// <summary>
/// Sends transactions and reads scores. Safe to use from many threads; one for the life of a program is enough. Every
/// method throws <see cref="RiskException"/> where the server refuses or does not answer.
/// </summary>
/// <remarks>
/// Speaks HTTP/2 only, for HTTP/1.1 clients read no answer before their upload ends. Without TLS that needs the
/// server's HTTP/2 port.
/// </remarks>
public sealed class RiskClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly bool _owned;

    /// <summary>Uses a client of the caller's, which is not disposed with this one.</summary>
    /// <param name="http">With its base address, and the key as bearer token where one is needed.</param>
    /// <param name="time">Measures waits; the default is the system's.</param>
    public RiskClient(HttpClient http, TimeProvider? time = null)
        : this(http, owned: false, time)
    {
    }

    private RiskClient(HttpClient http, bool owned, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        _owned = owned;
        var calls = new Transport(http, time ?? TimeProvider.System);
        Accounts = new AccountsClient(calls);
        CategoryRules = new CategoryRulesClient(calls);
        Consents = new ConsentsClient(calls);
        CreditAssessments = new CreditAssessmentsClient(calls);
        Customers = new CustomersClient(calls);
        Decisions = new DecisionsClient(calls);
        Feed = new FeedClient(calls);
        Keys = new KeysClient(calls);
        Labels = new LabelsClient(calls);
        Loads = new LoadsClient(calls);
        Maps = new MapsClient(calls);
        ModelDeployments = new ModelDeploymentsClient(calls);
        Scoring = new ScoringClient(calls);
        Models = new ModelsClient(calls);
        Subscriptions = new SubscriptionsClient(calls);
        Tenants = new TenantsClient(calls);
        Transactions = new TransactionsClient(calls);
        Webhooks = new WebhooksClient(calls);
    }

    /// <summary>Assesses transactions, one or many.</summary>
    public TransactionsClient Transactions { get; }

    /// <summary>Reads, replays and explains decisions.</summary>
    public DecisionsClient Decisions { get; }

    /// <summary>Records what became known of transactions.</summary>
    public LabelsClient Labels { get; }

    /// <summary>Reads accounts, and describes them.</summary>
    public AccountsClient Accounts { get; }

    /// <summary>Reads customers with their accounts.</summary>
    public CustomersClient Customers { get; }

    /// <summary>Keeps customers' consents.</summary>
    public ConsentsClient Consents { get; }

    /// <summary>Has accounts judge a loan applied for.</summary>
    public CreditAssessmentsClient CreditAssessments { get; }

    /// <summary>Makes subscriptions to the feed.</summary>
    public SubscriptionsClient Subscriptions { get; }

    /// <summary>Reads events as they happen.</summary>
    public FeedClient Feed { get; }

    /// <summary>Has events posted to an address of the lender's.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>Checks files of banks and lenders, and commits them.</summary>
    public LoadsClient Loads { get; }

    /// <summary>Keeps column maps.</summary>
    public MapsClient Maps { get; }

    /// <summary>Keeps the rules of what payees are paid for.</summary>
    public CategoryRulesClient CategoryRules { get; }

    /// <summary>Keeps models, and has them approved.</summary>
    public ModelsClient Models { get; }

    /// <summary>Puts models into force.</summary>
    public ModelDeploymentsClient ModelDeployments { get; }

    /// <summary>Which scoring version counts.</summary>
    public ScoringClient Scoring { get; }

    /// <summary>Makes and changes tenants.</summary>
    public TenantsClient Tenants { get; }

    /// <summary>Issues and revokes API keys.</summary>
    public KeysClient Keys { get; }

    /// <summary>Makes a client with a connection of its own.</summary>
    /// <param name="url">Where the server is: <c>http://localhost:5081</c>.</param>
    /// <param name="key">An API key, <c>ork_…</c>; null where none is needed.</param>
    /// <param name="time">Measures waits; the default is the system's.</param>
    public static RiskClient Connect(Uri url, string? key, TimeProvider? time = null)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = Limits.AnswerWindowBytes,
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        })
        {
            BaseAddress = url,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = Limits.BodyBytesMax,
        };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return new RiskClient(http, owned: true, time);
    }

    /// <summary>Closes the connection, where it is this client's own.</summary>
    public void Dispose()
    {
        if (_owned)
        {
            _http.Dispose();
        }
    }
}
