global using OrleansRisk.Api.Tests.Support;
global using Xunit;
