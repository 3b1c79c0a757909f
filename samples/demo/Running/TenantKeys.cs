using OrleansRisk.Client;

namespace OrleansRisk.Samples.Demo.Running;

/// <summary>A tenant as three people see it: who sends, who brings a model, and who approves it.</summary>
internal sealed record TenantKeys(RiskClient Lender, RiskClient Analyst, RiskClient Approver);
