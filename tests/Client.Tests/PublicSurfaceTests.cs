using OrleansRisk.Client.Tests.Support;

namespace OrleansRisk.Client.Tests;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void Client_PublicSurface_IsWhatWasApproved() =>
        Approved.Check("OrleansRisk.Client.txt", PublicSurface.Of(typeof(RiskClient).Assembly));
}
