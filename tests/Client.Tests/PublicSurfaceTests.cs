using OrleansRisk.Client.Tests.Support;
using OrleansRisk.Contract;

namespace OrleansRisk.Client.Tests;

/// <summary>What the packages promise to those who compile against them.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public void Client_PublicSurface_IsWhatWasApproved() =>
        Approved.Check("OrleansRisk.Client.txt", PublicSurface.Of(typeof(RiskClient).Assembly));

    [Fact]
    public void Contract_PublicSurface_IsWhatWasApproved() =>
        Approved.Check("OrleansRisk.Contract.txt", PublicSurface.Of(typeof(Routes).Assembly));
}
