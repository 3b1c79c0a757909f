using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Engine.Standalone;

internal readonly record struct AccountId(TenantId Tenant, AccountKey Key);
