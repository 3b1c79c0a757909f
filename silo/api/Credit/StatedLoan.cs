using OrleansRisk.Actors.Credit;
using OrleansRisk.Contract.Credit;

namespace OrleansRisk.Api.Credit;

/// <summary>A loan as accounts are asked for it, and what was stated beside them; null for nothing.</summary>
internal sealed record StatedLoan(CreditQuery Query, ApplicantFactsBody? Facts);
