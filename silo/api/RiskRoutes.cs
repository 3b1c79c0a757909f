using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Accounts;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Api.Feed;
using OrleansRisk.Api.Health;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Labels;
using OrleansRisk.Api.Maps;
using OrleansRisk.Api.Pages;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Tenants;
using OrleansRisk.Api.Webhooks;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Contract.Maps;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Contract.Webhooks;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Api;


/// <summary>Every endpoint in one place: address, who may use it, what it takes and gives.</summary>
internal static partial class RiskRoutes
{
    public static void MapRiskApi(this IEndpointRouteBuilder routes)
    {
        MapTransactions(routes.Of("Transactions"));
        MapLoads(routes.Of("Loads"));
        MapLabels(routes.Of("Labels"));
        MapAccounts(routes.Of("Accounts"));
        MapCustomers(routes.Of("Customers"));
        MapDecisions(routes.Of("Decisions"));
        MapCredit(routes.Of("Credit assessments"));
        MapFeed(routes.Of("Feed"));
        MapWebhooks(routes.Of("Webhooks"));
        MapWebhookLogs(routes.Of("Webhooks"));
        MapModels(routes.Of("Models"));
        MapScoring(routes.Of("Scoring deployments"));
        MapCategories(routes.Of("Categories"));
        MapColumnMaps(routes.Of("Column maps"));
        MapConsents(routes.Of("Consents"));
        MapTenants(routes.Of("Tenants"));
        MapKeys(routes.Of("API keys"));
        routes.MapHealth(Routes.HealthLive, HealthEndpoints.Live).OpenToAll(HealthEndpoints.Live);
        routes.MapHealth(Routes.HealthReady, HealthEndpoints.Ready).OpenToAll(HealthEndpoints.Ready);
        routes.MapGet(Routes.Live, (RequestDelegate)LivePage.Page).OpenToAll("live page").ExcludeFromDescription();
        routes.MapGet(Routes.LiveScript, (RequestDelegate)LivePage.Code).OpenToAll("live page's script")
            .ExcludeFromDescription();
        routes.MapGet(Routes.Home, (RequestDelegate)HomePage.Page).OpenToAll("home page").ExcludeFromDescription();
        routes.MapDocs().OpenToAll("docs");
        routes.MapOpenApi(Routes.OpenApi).OpenToAll("openapi");
    }

    private static void MapTransactions(IEndpointRouteBuilder routes)
    {
        var transactions = routes.ServiceProvider.GetRequiredService<TransactionEndpoint>();
        routes.MapPost(Routes.Transactions, (Delegate)transactions.Handle)
            .Allows(
                TransactionOptions.Permissions, TransactionOptions.PermissionOf, "transactions",
                "Scores transactions and records them.")
            .WithMetadata(new AnsweredInTime())
            .Takes(
                TransactionOptions.AnswersParameter, TransactionOptions.ModeParameter,
                SharedParameters.Deadline, TransactionOptions.ConsentParameter)
            .Accepts<TransactionBody>(MediaTypes.Json, MediaTypes.Ndjson).Shows("""
                {"id":"T-1","account":"MY-0022","at":"2026-03-01T09:30:00+08:00","amount":"55.71","currency":"MYR",
                 "direction":"debit","status":"authorised","counterparty":"KEDAI AMAN","channel":"pos"}
                """)
            .Produces<DecisionBody>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Ndjson);
    }

    private static void MapLabels(IEndpointRouteBuilder routes)
    {
        var labels = routes.ServiceProvider.GetRequiredService<LabelEndpoint>();
        routes.MapPost(Routes.Labels, (Delegate)labels.Handle)
            .Allows(LabelTransactions, "labels", "Says what became known of a transaction.")
            .Accepts<LabelBody>(MediaTypes.Json, MediaTypes.Ndjson)
            .Shows("""{"account":"MY-0022","transaction":"T-1","label":"fraud","source":"chargeback"}""")
            .Produces<LabelAnswer>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Ndjson);
    }

    private static void MapAccounts(IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<AccountPages>();
        routes.MapGet(Routes.Accounts, (Delegate)pages.All)
            .Allows(ListAccounts, "accounts", "The tenant's accounts, in an order that stays.").Produces<AccountPage>()
            .Takes(AccountParameters.Limit, AccountParameters.After);
        var settings = routes.ServiceProvider.GetRequiredService<SettingsEndpoints>();
        routes.MapPost(Routes.Accounts, (Delegate)settings.Post)
            .Allows(StateAccounts, "state_account",
                "States what an account is, and makes it where it is not there.")
            .Accepts<AccountRequest>(MediaTypes.Json).Produces<AccountBody>();
        routes.MapPut(Routes.Account, (HttpContext context, string account_id) => settings.Put(context, account_id))
            .Allows(StateAccounts, "restate_account", "States what an account is; the rest stays.")
            .Accepts<AccountRequest>(MediaTypes.Json).Produces<AccountBody>();
        var rebuilds = routes.ServiceProvider.GetRequiredService<RebuildEndpoint>();
        routes.MapPost(
                Routes.AccountRebuilds, (HttpContext context, string account_id) => rebuilds.Post(context, account_id))
            .Allows(RebuildAccounts, "rebuild_account",
                "Folds an account anew in the order in which its transactions happened.")
            .Accepts<RebuildRequestBody>(MediaTypes.Json)
            .Shows("""{"why":"the account is in euros","currency":"EUR"}""")
            .Produces<RebuildBody>();
        var merges = routes.ServiceProvider.GetRequiredService<MergeEndpoint>();
        routes.MapPost(
                Routes.AccountMerges, (HttpContext context, string account_id) => merges.Post(context, account_id))
            .Allows(MergeAccounts, "merge_account",
                "Lets an account go on under another id, with its history.")
            .Accepts<MergeRequestBody>(MediaTypes.Json)
            .Shows("""{"into":"MY-7022","why":"the bank renumbered it"}""")
            .Produces<MergeBody>();
        var accounts = routes.ServiceProvider.GetRequiredService<AccountEndpoints>();
        routes.MapGet(Routes.Account, (HttpContext context, string account_id) => accounts.One(context, account_id))
            .Allows(ReadAccounts, "account", "An account as of its last commit.").Produces<AccountBody>();
        routes.MapGet(Routes.AccountTransactions, (HttpContext context, string account_id) =>
            accounts.Transactions(context, account_id))
            .Allows(ReadTransactions, "account_transactions", "An account's recorded transactions, newest first.")
            .Produces<TransactionPage>().Takes(SharedParameters.Limit, SharedParameters.AfterPage);
        routes.MapPost(Routes.AccountLookup, (Delegate)accounts.Lookup)
            .Allows(ReadAccounts, "lookup", "Finds an account by the lender's own id.")
            .Accepts<LookupBody>(MediaTypes.Json).Produces<AccountBody>();
    }

    private static void MapCustomers(IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<AccountPages>();
        routes.MapGet(Routes.Customer, (HttpContext context, string customer) => pages.OfCustomer(context, customer))
            .Allows(ReadCustomers, "customer", "A customer's accounts with both scores.").Produces<CustomerBody>()
            .Takes(AccountParameters.Limit, AccountParameters.After);
        routes.MapPost(Routes.CustomerLookup, (Delegate)pages.Lookup)
            .Allows(ReadCustomers, "lookup_customer", "Finds a customer by the lender's own id.")
            .Accepts<CustomerLookupBody>(MediaTypes.Json).Produces<CustomerBody>()
            .Takes(AccountParameters.Limit, AccountParameters.After);
    }

    private static void MapDecisions(IEndpointRouteBuilder routes)
    {
        var decisions = routes.ServiceProvider.GetRequiredService<DecisionEndpoints>();
        routes.MapGet(Routes.AccountDecisions, (HttpContext context, string account_id) =>
            decisions.Page(context, account_id))
            .Allows(ListDecisions, "decisions", "An account's decisions, oldest first.").Produces<DecisionPage>()
            .Takes(
                SharedParameters.Limit, DecisionParameters.After, DecisionParameters.Transaction,
                DecisionParameters.From, DecisionParameters.To);
        routes.MapGet(Routes.Decision, (HttpContext context, string decision) => decisions.One(context, decision))
            .Allows(ReadDecisions, "decision", "A recorded decision.").Produces<DecisionBody>();
        routes.MapGet(Routes.DecisionReplay, (HttpContext context, string decision) =>
            decisions.Replay(context, decision))
            .Allows(ReplayDecisions, "replay", "Recomputes a decision from the journal alone and compares.")
            .Produces<ReplayBody>();
    }

    private static void MapTenants(IEndpointRouteBuilder routes)
    {
        var tenants = routes.ServiceProvider.GetRequiredService<TenantEndpoints>();
        routes.MapPost(Routes.Tenants, (Delegate)tenants.Create)
            .Allows(CreateTenants, "create_tenant", "Makes a tenant.")
            .Accepts<TenantRequest>(MediaTypes.Json).Shows("""{"name":"first-bank","currency":"MYR"}""")
            .Idempotency().Produces<TenantBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.Tenants, (Delegate)tenants.All)
            .Allows(ReadTenants, "tenants", "The tenants that the caller may see.").IsCut(times: false)
            .Produces<TenantList>();
        routes.MapGet(Routes.Tenant, (HttpContext context, string tenant) => tenants.One(context, tenant))
            .Allows(ReadTenants, "tenant", "A tenant's defaults and thresholds.").Produces<TenantBody>();
        routes.MapPut(Routes.Tenant, (HttpContext context, string tenant) => tenants.Change(context, tenant))
            .Allows(ChangeTenants, "change_tenant", "Changes a tenant's defaults and thresholds.")
            .Accepts<TenantRequest>(MediaTypes.Json).Produces<TenantBody>();
        var changes = routes.ServiceProvider.GetRequiredService<ChangeEndpoint>();
        routes.MapGet(Routes.TenantChanges, (HttpContext context, string tenant) => changes.All(context, tenant))
            .Allows(ReadTenantChanges, "tenant_changes",
                "What changed of a tenant, when and by whom, the newest first.")
            .Takes(SharedParameters.Limit, SharedParameters.AfterPage).Produces<TenantChangePage>();
    }

    private static void MapKeys(IEndpointRouteBuilder routes)
    {
        var keys = routes.ServiceProvider.GetRequiredService<KeyEndpoints>();
        routes.MapPost(Routes.TenantKeys, (HttpContext context, string tenant) => keys.Issue(context, tenant))
            .Allows(IssueKeys, "issue_key", "Issues a key and shows its secret, this once.")
            .Accepts<KeyRequestBody>(MediaTypes.Json).Shows("""{"label":"core banking","roles":["ingest","read"]}""")
            .Idempotency().Produces<KeyBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.TenantKeys, (HttpContext context, string tenant) => keys.All(context, tenant))
            .Allows(ReadKeys, "keys", "A tenant's keys, without their secrets.").Produces<KeyList>().IsCut();
        routes.MapPost(
                Routes.TenantKeyRevoke, (HttpContext context, string tenant, string key) =>
                    keys.Revoke(context, tenant, key))
            .Allows(RevokeKeys, "revoke_key", "Revokes a key; within a second it opens nothing any more.")
                .Idempotency().Produces<KeyBody>();
    }

    private static void MapColumnMaps(IEndpointRouteBuilder routes)
    {
        var maps = routes.ServiceProvider.GetRequiredService<MapEndpoints>();
        routes.MapGet(Routes.Maps, (Delegate)maps.All)
            .Allows(ReadMaps, "maps", "The newest version of each column map.").Produces<MapList>().IsCut();
        routes.MapGet(Routes.Map, (HttpContext context, string name) => maps.One(context, name))
            .Allows(ReadMaps, "map", "A column map.").Produces<MapBody>()
            .Takes(MapEndpoints.Version);
        routes.MapPut(Routes.Map, (HttpContext context, string name) => maps.Put(context, name))
            .Allows(ChangeMaps, "keep_map", "Keeps a new version of a column map.")
            .Accepts<System.Text.Json.JsonElement>(MediaTypes.Json).Produces<MapBody>();
    }

    private static void MapFeed(IEndpointRouteBuilder routes)
    {
        var subscriptions = routes.ServiceProvider.GetRequiredService<SubscriptionEndpoints>();
        routes.MapPost(Routes.Subscriptions, (Delegate)subscriptions.Create)
            .Allows(ChangeSubscriptions, "subscribe", "Makes a subscription to the feed.")
            .Accepts<SubscriptionRequest>(MediaTypes.Json).Idempotency()
            .Produces<SubscriptionBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.Subscriptions, (Delegate)subscriptions.All)
            .Allows(ReadSubscriptions, "subscriptions", "The tenant's subscriptions.").IsCut()
            .Produces<SubscriptionList>();
        routes.MapGet(Routes.Subscription, (HttpContext context, string subscription) =>
            subscriptions.One(context, subscription))
            .Allows(ReadSubscriptions, "subscription", "A subscription.").Produces<SubscriptionBody>();
        routes.MapDelete(Routes.Subscription, (HttpContext context, string subscription) =>
            subscriptions.Delete(context, subscription))
            .Allows(ChangeSubscriptions, "unsubscribe", "Ends a subscription.")
            .Produces(StatusCodes.Status204NoContent);
        var feed = routes.ServiceProvider.GetRequiredService<FeedEndpoint>();
        routes.MapGet(Routes.Feed, (Delegate)feed.Handle)
            .Allows(ReadFeed, "feed", "What happens: server-sent events, or a page, by Accept.")
            .Takes(FeedEndpoint.Wanted, FeedEndpoint.After, SharedParameters.Limit)
            .Produces<FeedPage>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.EventStream);
    }

    private static void MapWebhooks(IEndpointRouteBuilder routes)
    {
        var webhooks = routes.ServiceProvider.GetRequiredService<WebhookEndpoints>();
        routes.MapPost(Routes.Webhooks, (Delegate)webhooks.Create)
            .Allows(ChangeWebhooks, "create_webhook", "Makes a webhook and shows its secret, this once.")
            .Accepts<WebhookRequest>(MediaTypes.Json).Idempotency().Produces<WebhookBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.Webhooks, (Delegate)webhooks.All)
            .Allows(ReadWebhooks, "webhooks", "The tenant's webhooks.").Produces<WebhookList>().IsCut();
        routes.MapGet(Routes.Webhook, (HttpContext context, string webhook) => webhooks.One(context, webhook))
            .Allows(ReadWebhooks, "webhook", "A webhook and how it fares.").Produces<WebhookBody>();
        routes.MapPut(Routes.Webhook, (HttpContext context, string webhook) => webhooks.Change(context, webhook))
            .Allows(ChangeWebhooks, "change_webhook", "Changes a webhook; what is left out stays.")
            .Accepts<WebhookRequest>(MediaTypes.Json).Produces<WebhookBody>();
        routes.MapDelete(Routes.Webhook, (HttpContext context, string webhook) => webhooks.Delete(context, webhook))
            .Allows(ChangeWebhooks, "delete_webhook", "Ends a webhook.").Produces(StatusCodes.Status204NoContent);
        routes.MapPost(Routes.WebhookRotate, (HttpContext context, string webhook) => webhooks.Rotate(context, webhook))
            .Allows(ChangeWebhooks, "rotate_webhook",
                "Makes a new secret and shows it, this once; the one before it signs for a while longer.")
            .Accepts<RotateRequest>(MediaTypes.Json).Idempotency().Produces<WebhookBody>();
    }

    private static void MapWebhookLogs(IEndpointRouteBuilder routes)
    {
        var logs = routes.ServiceProvider.GetRequiredService<WebhookLogEndpoints>();
        routes.MapPost(Routes.WebhookTest, (HttpContext context, string webhook) => logs.Test(context, webhook))
            .Allows(TestWebhooks, "test_webhook", "Sends a test event now and shows what came of it.")
            .Idempotency().Produces<DeliveryBody>();
        routes.MapGet(Routes.WebhookDeliveries, (HttpContext context, string webhook) =>
            logs.Deliveries(context, webhook))
            .Allows(ReadWebhooks, "deliveries", "A webhook's newest attempts.").Produces<DeliveryPage>()
            .Takes(SharedParameters.Limit, SharedParameters.AfterPage);
        routes.MapGet(Routes.WebhookDeadLetters, (HttpContext context, string webhook) =>
            logs.DeadLetters(context, webhook))
            .Allows(ReadWebhooks, "dead_letters", "Events that were given up.").Produces<DeadLetterPage>()
            .Takes(SharedParameters.Limit, SharedParameters.AfterPage);
        routes.MapPost(Routes.WebhookReplay, (HttpContext context, string webhook) => logs.Replay(context, webhook))
            .Allows(ResendWebhooks, "replay_dead_letters", "Has dead letters sent again, under their own ids.")
            .Accepts<DeadLetterReplayRequest>(MediaTypes.Json).Idempotency().Produces<DeadLetterReplayBody>();
    }
}
