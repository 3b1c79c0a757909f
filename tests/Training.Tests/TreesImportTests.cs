using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Training.Tests;

public sealed class TreesImportTests : IDisposable
{
    private readonly string _runner = Directory.CreateTempSubdirectory("trees-").FullName;

    public void Dispose() => Directory.Delete(_runner, recursive: true);

    [Fact]
    public async Task Import_ASupportedModel_WritesAFileThatProvesItself()
    {
        await File.WriteAllTextAsync(At("xgb.json"), SomeXgboost.Trees);
        Assert.Equal(0, await Import("650", "900"));
        var text = await File.ReadAllTextAsync(At("trees.json"));
        var model = Assert.IsType<TreeEnsemble>(ModelFile.Read(System.Text.Encoding.UTF8.GetBytes(text)).Model);
        Assert.Equal(new Thresholds(650, 900), model.Thresholds);
        // Golden rows go both ways, so a leaf that was changed is noticed although the hash was made anew.
        var body = text[(text.IndexOf("\"model\":", StringComparison.Ordinal) + 8)..^2];
        foreach (var leaf in (string[])["-0.15", "0.4"])
        {
            var changed = ModelFile.Sealed(body.Replace($"{leaf},", "0.125,", StringComparison.Ordinal)
                .Replace($"{leaf}]", "0.125]", StringComparison.Ordinal));
            Assert.Throws<ModelUnreadableException>(
                () => ModelFile.Read(System.Text.Encoding.UTF8.GetBytes(changed)));
        }

        Assert.Equal(0, await Import("650", "900"));
        Assert.Equal(text, await File.ReadAllTextAsync(At("trees.json")));
    }

    [Fact]
    public async Task Import_TextOfLightGbm_WritesAFileThatProvesItself()
    {
        await File.WriteAllTextAsync(At("xgb.json"), LightGbmTests.Grown());
        Assert.Equal(0, await Import("650", "900"));
        var read = ModelFile.Read(await File.ReadAllBytesAsync(At("trees.json")));
        Assert.Equal(60, Assert.IsType<WideTreeEnsemble>(read.Model).Trees.Count);
    }

    [Theory]
    [InlineData("\"gbtree\"", "\"dart\"", "650", "900", "booster is dart")]
    [InlineData("", "", "high", "900", "REVIEW_AT")]
    [InlineData("", "", "650", "", "DECLINE_AT")]
    [InlineData("", "", "650", "600", "would not all be reviewed")]
    public async Task Import_WhatCannotBe_IsSaidAndWritesNothing(
        string part, string instead, string review, string decline, string why)
    {
        var good = SomeXgboost.Trees;
        await File.WriteAllTextAsync(
            At("xgb.json"), part.Length == 0 ? good : good.Replace(part, instead, StringComparison.Ordinal));
        var errors = new StringWriter();
        Assert.Equal(2, await Import(review, decline, errors));
        Assert.Contains(why, errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(At("trees.json")));
    }

    private Task<int> Import(string review, string decline, TextWriter? errors = null) =>
        Commands.Run(["trees", "import", At("xgb.json"), At("trees.json"), review, decline], errors);

    private string At(string file) => Path.Combine(_runner, file);
}
