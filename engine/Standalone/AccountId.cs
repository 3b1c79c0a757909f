using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine.Tenants;

namespace OrleansRisk.Engine.Standalone;

internal readonly record struct AccountId(TenantId Tenant, AccountKey Key);
