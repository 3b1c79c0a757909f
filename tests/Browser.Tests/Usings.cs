global using Microsoft.Playwright;
global using OrleansRisk.Tests.Support;
global using Xunit;
