namespace OrleansRisk.Contract;

/// <summary>
/// Every address of the HTTP interface. In braces stands what the caller fills in; <c>For…</c> methods do so.
/// </summary>
public static partial class Routes
{
    /// <summary>POST: a transaction (<c>application/json</c>) or a stream (<c>application/x-ndjson</c>).</summary>
    public const string Transactions = "/v1/transactions";

    /// <summary>
    /// GET lists accounts; POST states what an account is, by the lender's own id, and makes it where it is not there.
    /// </summary>
    public const string Accounts = "/v1/accounts";

    /// <summary>GET: an account as of its last commit; PUT states what it is.</summary>
    public const string Account = "/v1/accounts/{account_id}";

    /// <summary>GET: an account's decisions, oldest first.</summary>
    public const string AccountDecisions = "/v1/accounts/{account_id}/decisions";

    /// <summary>An account's recorded transactions, newest first.</summary>
    public const string AccountTransactions = "/v1/accounts/{account_id}/transactions";

    /// <summary>POST: folds an account anew in the order in which its transactions happened.</summary>
    public const string AccountRebuilds = "/v1/accounts/{account_id}/rebuilds";

    /// <summary>POST: finds an account by the lender's own id, which travels in bodies only.</summary>
    public const string AccountLookup = "/v1/accounts/lookup";

    /// <summary>
    /// POST: files as <c>multipart/form-data</c>, or one as the body, become a draft that is checked whole.
    /// </summary>
    public const string Loads = "/v1/loads";

    /// <summary>GET: a load as it was checked; DELETE throws the draft away.</summary>
    public const string Load = "/v1/loads/{load}";

    /// <summary>GET: the load's accounts.</summary>
    public const string LoadAccounts = "/v1/loads/{load}/accounts";

    /// <summary>GET: the load's rows.</summary>
    public const string LoadRows = "/v1/loads/{load}/rows";

    /// <summary>GET: what someone should know about the load's files.</summary>
    public const string LoadFindings = "/v1/loads/{load}/findings";

    /// <summary>POST: records what the check passed; again, if that broke off.</summary>
    public const string LoadCommit = "/v1/loads/{load}/commit";

    /// <summary>GET: a customer's accounts with both scores.</summary>
    public const string Customer = "/v1/customers/{customer}";

    /// <summary>POST: finds a customer by the lender's own id, which travels in bodies only.</summary>
    public const string CustomerLookup = "/v1/customers/lookup";

    /// <summary>GET: a recorded decision.</summary>
    public const string Decision = "/v1/decisions/{decision}";

    /// <summary>GET: the decision recomputed from the journal alone, beside the recorded one.</summary>
    public const string DecisionReplay = "/v1/decisions/{decision}/replay";

    /// <summary>POST: has accounts judge a loan applied for; kept as it is answered.</summary>
    public const string CreditAssessments = "/v1/credit-assessments";

    /// <summary>GET: a credit assessment as it was answered.</summary>
    public const string CreditAssessment = "/v1/credit-assessments/{assessment}";

    /// <summary>POST: a credit assessment judged again from the journal, beside the one that is kept.</summary>
    public const string CreditReplay = "/v1/credit-assessments/{assessment}/replay";

    /// <summary>
    /// GET <c>?score=</c>: the least that would have had to be otherwise for that score of the loan.
    /// </summary>
    public const string CreditCounterfactual = "/v1/credit-assessments/{assessment}/counterfactual";

    /// <summary>GET: the least that would have had to be otherwise for a milder outcome.</summary>
    public const string DecisionCounterfactual = "/v1/decisions/{decision}/counterfactual";

    /// <summary>POST: one label (<c>application/json</c>) or a stream of them (<c>application/x-ndjson</c>).</summary>
    public const string Labels = "/v1/labels";

    /// <summary>POST makes a tenant (operator); GET lists those the caller may see.</summary>
    public const string Tenants = "/v1/tenants";

    /// <summary>GET shows, PUT changes a tenant's defaults and thresholds.</summary>
    public const string Tenant = "/v1/tenants/{tenant}";

    /// <summary>POST issues a key and shows its secret, this once; GET lists keys.</summary>
    public const string TenantKeys = "/v1/tenants/{tenant}/keys";

    /// <summary>GET: what changed of a tenant, the newest first.</summary>
    public const string TenantChanges = "/v1/tenants/{tenant}/changes";

    /// <summary>POST: revokes a key; within a second it opens nothing any more.</summary>
    public const string TenantKeyRevoke = "/v1/tenants/{tenant}/keys/{key}/revoke";

    /// <summary>GET: the newest version of each column map.</summary>
    public const string Maps = "/v1/maps";

    /// <summary>GET a column map, <c>?version=</c> an earlier one; PUT keeps a new version.</summary>
    public const string Map = "/v1/maps/{name}";

    /// <summary>POST keeps a model in the registry; GET lists them.</summary>
    public const string Models = "/v1/models";

    /// <summary>GET: a model with its report.</summary>
    public const string Model = "/v1/models/{hash}";

    /// <summary>GET: a model's file as it is kept.</summary>
    public const string ModelFile = "/v1/models/{hash}/file";

    /// <summary>POST: approves a model that another key has brought.</summary>
    public const string ModelApproval = "/v1/models/{hash}/approval";

    /// <summary>GET: how a model fares.</summary>
    public const string ModelMonitor = "/v1/models/{hash}/monitor";

    /// <summary>POST puts models up to count from a time on; GET lists what was put up.</summary>
    public const string ModelDeployments = "/v1/model-deployments";

    /// <summary>POST: puts the models of an earlier model deployment up again.</summary>
    public const string ModelDeploymentRollback = "/v1/model-deployments/rollback";

    /// <summary>A tenant's rules of what payees are paid for.</summary>
    public const string CategoryRules = "/v1/category-rules";

    /// <summary>What such rules would say.</summary>
    public const string CategoryRulesTest = "/v1/category-rules/test";

    /// <summary>POST keeps a customer's consent; GET lists them.</summary>
    public const string Consents = "/v1/consents";

    /// <summary>GET: a consent as it stands.</summary>
    public const string Consent = "/v1/consents/{consent}";

    /// <summary>POST: revokes a consent; nothing comes in under it any more.</summary>
    public const string ConsentRevoke = "/v1/consents/{consent}/revoke";

    /// <summary>POST makes a subscription to the feed; GET lists them.</summary>
    public const string Subscriptions = "/v1/subscriptions";

    /// <summary>GET shows, DELETE ends a subscription.</summary>
    public const string Subscription = "/v1/subscriptions/{subscription}";

    /// <summary>
    /// GET <c>?subscription=&amp;after=</c>: what happens, as server-sent events or as a page, by Accept.
    /// </summary>
    public const string Feed = "/v1/feed";

    /// <summary>POST makes a webhook and shows its secret, this once; GET lists them.</summary>
    public const string Webhooks = "/v1/webhooks";

    /// <summary>GET shows, PUT changes, DELETE ends a webhook.</summary>
    public const string Webhook = "/v1/webhooks/{webhook}";

    /// <summary>POST: a new secret, shown this once; the one before it signs for a while longer.</summary>
    public const string WebhookRotate = "/v1/webhooks/{webhook}/rotate";

    /// <summary>POST: sends a test event now and shows what came of it.</summary>
    public const string WebhookTest = "/v1/webhooks/{webhook}/test";

    /// <summary>GET: attempts, the newest first.</summary>
    public const string WebhookDeliveries = "/v1/webhooks/{webhook}/deliveries";

    /// <summary>GET: events that were given up.</summary>
    public const string WebhookDeadLetters = "/v1/webhooks/{webhook}/dead-letters";

    /// <summary>POST: has dead letters sent again.</summary>
    public const string WebhookReplay = "/v1/webhooks/{webhook}/dead-letters/replay";

    /// <summary>GET: the live page, for a browser; <see cref="LiveScript"/> is its script.</summary>
    public const string Live = "/live";

    /// <summary>GET: the script of the live page.</summary>
    public const string LiveScript = "/live.js";

    /// <summary>GET: 200 while the process runs.</summary>
    public const string HealthLive = "/health/live";

    /// <summary>
    /// GET: 200 once the host can take requests, 503 while it starts or stops. Says nothing of the database.
    /// </summary>
    public const string HealthReady = "/health/ready";

    /// <summary>GET: a page with links to all that a person may want of a host.</summary>
    public const string Home = "/";

    /// <summary>GET: the description of the interface as a page, to be read and tried.</summary>
    public const string Docs = "/docs";

    /// <summary>GET: the OpenAPI description of all this.</summary>
    public const string OpenApi = "/openapi/v1.json";

    /// <summary>Fills <see cref="Account"/>.</summary>
    public static string ForAccount(string accountId) => $"/v1/accounts/{Uri.EscapeDataString(accountId)}";

    /// <summary>Fills <see cref="AccountDecisions"/>.</summary>
    public static string ForAccountDecisions(string accountId) => ForAccount(accountId) + "/decisions";

    /// <summary>Fills <see cref="AccountTransactions"/>.</summary>
    public static string ForAccountTransactions(string accountId) => ForAccount(accountId) + "/transactions";

    /// <summary>Fills <see cref="Load"/>.</summary>
    public static string ForLoad(string load) => $"/v1/loads/{Uri.EscapeDataString(load)}";

    /// <summary>Fills <see cref="LoadAccounts"/>.</summary>
    public static string ForLoadAccounts(string load) => ForLoad(load) + "/accounts";

    /// <summary>Fills <see cref="LoadRows"/>.</summary>
    public static string ForLoadRows(string load) => ForLoad(load) + "/rows";

    /// <summary>Fills <see cref="LoadFindings"/>.</summary>
    public static string ForLoadFindings(string load) => ForLoad(load) + "/findings";

    /// <summary>Fills <see cref="LoadCommit"/>.</summary>
    public static string ForLoadCommit(string load) => ForLoad(load) + "/commit";

    /// <summary>Fills <see cref="AccountRebuilds"/>.</summary>
    public static string ForAccountRebuilds(string accountId) => ForAccount(accountId) + "/rebuilds";

    /// <summary>Fills <see cref="Customer"/>.</summary>
    public static string ForCustomer(string customer) => $"/v1/customers/{Uri.EscapeDataString(customer)}";

    /// <summary>Fills <see cref="Model"/>.</summary>
    public static string ForModel(string hash) => $"/v1/models/{Uri.EscapeDataString(hash)}";

    /// <summary>Fills <see cref="Consent"/>.</summary>
    public static string ForConsent(string consent) => $"/v1/consents/{Uri.EscapeDataString(consent)}";

    /// <summary>Fills <see cref="ConsentRevoke"/>.</summary>
    public static string ForConsentRevoke(string consent) => ForConsent(consent) + "/revoke";

    /// <summary>Fills <see cref="Decision"/>.</summary>
    public static string ForDecision(string decision) => $"/v1/decisions/{Uri.EscapeDataString(decision)}";

    /// <summary>Fills <see cref="DecisionReplay"/>.</summary>
    public static string ForDecisionReplay(string decision) => ForDecision(decision) + "/replay";

    /// <summary>Fills <see cref="CreditAssessment"/>.</summary>
    public static string ForCreditAssessment(string assessment) =>
        $"/v1/credit-assessments/{Uri.EscapeDataString(assessment)}";

    /// <summary>Fills <see cref="CreditReplay"/>.</summary>
    public static string ForCreditReplay(string assessment) => ForCreditAssessment(assessment) + "/replay";

    /// <summary>Fills <see cref="CreditCounterfactual"/>, without its score.</summary>
    public static string ForCreditCounterfactual(string assessment) =>
        ForCreditAssessment(assessment) + "/counterfactual";

    /// <summary>Fills <see cref="DecisionCounterfactual"/>.</summary>
    public static string ForDecisionCounterfactual(string decision) => ForDecision(decision) + "/counterfactual";

    /// <summary>Fills <see cref="Tenant"/>.</summary>
    public static string ForTenant(string tenant) => $"/v1/tenants/{Uri.EscapeDataString(tenant)}";

    /// <summary>Fills <see cref="TenantChanges"/>.</summary>
    public static string ForTenantChanges(string tenant, string? after = null) => ForTenant(tenant) + "/changes"
        + (after is null ? "" : $"?after={Uri.EscapeDataString(after)}");

    /// <summary>Fills <see cref="TenantKeys"/>.</summary>
    public static string ForTenantKeys(string tenant) => ForTenant(tenant) + "/keys";

    /// <summary>Fills <see cref="Subscription"/>.</summary>
    public static string ForSubscription(string subscription) =>
        $"/v1/subscriptions/{Uri.EscapeDataString(subscription)}";

    /// <summary>Fills <see cref="Feed"/>; without a cursor it begins with a snapshot.</summary>
    public static string ForFeed(string subscription, string? after) =>
        $"/v1/feed?subscription={Uri.EscapeDataString(subscription)}"
        + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");

    /// <summary>Fills <see cref="Webhook"/>.</summary>
    public static string ForWebhook(string webhook) => $"/v1/webhooks/{Uri.EscapeDataString(webhook)}";

    /// <summary>Fills <see cref="WebhookRotate"/>.</summary>
    public static string ForWebhookRotate(string webhook) => ForWebhook(webhook) + "/rotate";

    /// <summary>Fills <see cref="WebhookTest"/>.</summary>
    public static string ForWebhookTest(string webhook) => ForWebhook(webhook) + "/test";

    /// <summary>Fills <see cref="WebhookDeliveries"/>.</summary>
    public static string ForWebhookDeliveries(string webhook, string? after = null) =>
        ForWebhook(webhook) + "/deliveries" + (after is null ? "" : $"?after={Uri.EscapeDataString(after)}");

    /// <summary>Fills <see cref="WebhookDeadLetters"/>.</summary>
    public static string ForWebhookDeadLetters(string webhook, string? after = null) =>
        ForWebhook(webhook) + "/dead-letters" + (after is null ? "" : $"?after={Uri.EscapeDataString(after)}");

    /// <summary>Fills <see cref="WebhookReplay"/>.</summary>
    public static string ForWebhookReplay(string webhook) => ForWebhook(webhook) + "/dead-letters/replay";

    /// <summary>Fills <see cref="Map"/>.</summary>
    public static string ForMap(string name) => $"/v1/maps/{Uri.EscapeDataString(name)}";

    /// <summary>Fills <see cref="TenantKeyRevoke"/>.</summary>
    public static string ForTenantKeyRevoke(string tenant, string key) =>
        $"{ForTenantKeys(tenant)}/{Uri.EscapeDataString(key)}/revoke";
}
