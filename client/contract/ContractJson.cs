using System.Text.Json.Serialization;
using OrleansRisk.Contract.Accounts;
using OrleansRisk.Contract.Categories;
using OrleansRisk.Contract.Consents;
using OrleansRisk.Contract.Counterfactuals;
using OrleansRisk.Contract.Credit;
using OrleansRisk.Contract.Decisions;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Labels;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Contract.Maps;
using OrleansRisk.Contract.Models;
using OrleansRisk.Contract.Scoring;
using OrleansRisk.Contract.Tenants;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Contract;

/// <summary>How the shapes are written: snake_case, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TransactionBody))]
[JsonSerializable(typeof(EndLine))]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(FallbackBody))]
[JsonSerializable(typeof(DecisionPage))]
[JsonSerializable(typeof(TransactionPage))]
[JsonSerializable(typeof(ReplayBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(AccountRequest))]
[JsonSerializable(typeof(AccountPage))]
[JsonSerializable(typeof(RebuildRequestBody))]
[JsonSerializable(typeof(RebuildBody))]
[JsonSerializable(typeof(MergeRequestBody))]
[JsonSerializable(typeof(MergeBody))]
[JsonSerializable(typeof(CustomerBody))]
[JsonSerializable(typeof(CustomerLookupBody))]
[JsonSerializable(typeof(LookupBody))]
[JsonSerializable(typeof(CounterfactualBody))]
[JsonSerializable(typeof(ApplicantFactsBody))]
[JsonSerializable(typeof(CreditAssessmentRequest))]
[JsonSerializable(typeof(CreditAssessmentBody))]
[JsonSerializable(typeof(CreditReplayBody))]
[JsonSerializable(typeof(CreditLetterRequest))]
[JsonSerializable(typeof(CreditLetterBody))]
[JsonSerializable(typeof(LabelBody))]
[JsonSerializable(typeof(LabelAnswer))]
[JsonSerializable(typeof(LabelEndLine))]
[JsonSerializable(typeof(LoadBody))]
[JsonSerializable(typeof(LoadPage))]
[JsonSerializable(typeof(LoadAccountPage))]
[JsonSerializable(typeof(LoadRowPage))]
[JsonSerializable(typeof(LoadRowBody))]
[JsonSerializable(typeof(LoadFindingPage))]
[JsonSerializable(typeof(TenantRequest))]
[JsonSerializable(typeof(TenantBody))]
[JsonSerializable(typeof(TenantList))]
[JsonSerializable(typeof(KeyRequestBody))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(MapBody))]
[JsonSerializable(typeof(MapList))]
[JsonSerializable(typeof(ModelRequest))]
[JsonSerializable(typeof(IReadOnlyList<GoldenRow>))]
[JsonSerializable(typeof(ModelBody))]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(MonitorBody))]
[JsonSerializable(typeof(ModelDeploymentRequest))]
[JsonSerializable(typeof(ModelDeploymentBody))]
[JsonSerializable(typeof(ModelDeploymentList))]
[JsonSerializable(typeof(RollbackRequest))]
[JsonSerializable(typeof(ScoringProposalRequest))]
[JsonSerializable(typeof(ScoringProposalBody))]
[JsonSerializable(typeof(ScoringApprovalRequest))]
[JsonSerializable(typeof(ScoringRollbackRequest))]
[JsonSerializable(typeof(ScoringDeploymentBody))]
[JsonSerializable(typeof(ScoringDeploymentList))]
[JsonSerializable(typeof(ScoringReportBody))]
[JsonSerializable(typeof(CategoryRulesRequest))]
[JsonSerializable(typeof(CategoryRulesBody))]
[JsonSerializable(typeof(CategoryTestRequest))]
[JsonSerializable(typeof(CategoryTestBody))]
[JsonSerializable(typeof(ConsentRequest))]
[JsonSerializable(typeof(ConsentBody))]
[JsonSerializable(typeof(ConsentPage))]
[JsonSerializable(typeof(SubscriptionRequest))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(FeedPage))]
[JsonSerializable(typeof(CrossingBody))]
[JsonSerializable(typeof(ConflatedBody))]
[JsonSerializable(typeof(AccountLoadedBody))]
[JsonSerializable(typeof(ConsentEventBody))]
[JsonSerializable(typeof(ScoreRestatedBody))]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(TenantChangePage))]
[JsonSerializable(typeof(DeliveryBody))]
[JsonSerializable(typeof(DeliveryPage))]
[JsonSerializable(typeof(DeadLetterPage))]
[JsonSerializable(typeof(DeadLetterReplayRequest))]
[JsonSerializable(typeof(DeadLetterReplayBody))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ErrorLine))]
public sealed partial class ContractJson : JsonSerializerContext;
