using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using AsiFunctions.Tests.Support;

namespace AsiFunctions.Tests;

/// <summary>The app's project as the azure edition's build sees it: evaluated, not built, for its packages come from another registry.</summary>
public sealed class EditionTests
{
    // What azd hands to the template and to the build alike.
    private const string Scheduler = "ASI_DURABLE_BACKEND=DurableTaskScheduler";

    [Fact]
    public async Task The_azure_edition_references_packages_where_the_local_one_has_stand_ins()
    {
        Evaluation azure = await EvaluateAsync("azure");
        Evaluation local = await EvaluateAsync("local");

        Assert.Equal(["AsiFunctions.Domain"], azure.Projects);
        Assert.Superset(azure.Projects.ToHashSet(), local.Projects.ToHashSet());
        Assert.Equal(["Microsoft.Azure.Functions.Worker.Sdk"], azure.Packages.Except(local.Packages));
        Assert.Empty(local.Packages.Except(azure.Packages));
    }

    [Fact]
    public async Task Every_package_of_the_azure_edition_has_a_central_version() =>
        Assert.Empty((await EvaluateAsync("azure", Scheduler)).Packages.Except(CentralVersions()));

    [Fact]
    public async Task The_durable_task_scheduler_is_one_package_more()
    {
        Evaluation without = await EvaluateAsync("azure");
        Evaluation with = await EvaluateAsync("azure", Scheduler);

        Assert.Equal(["Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged"], with.Packages.Except(without.Packages));
        Assert.Equal((await EvaluateAsync("local")).Packages, (await EvaluateAsync("local", Scheduler)).Packages);
    }

    [Theory]
    [InlineData("azure")]
    [InlineData("local")]
    public async Task Each_edition_keeps_to_its_own_folders(string edition)
    {
        Evaluation project = await EvaluateAsync(edition);

        Assert.EndsWith($"obj/{edition}/", project.Intermediate, StringComparison.Ordinal);
        Assert.Contains($"bin/{edition}/", project.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_azure_edition_is_a_functions_app_whose_host_json_is_published_and_whose_settings_are_not()
    {
        Evaluation azure = await EvaluateAsync("azure");

        Assert.Equal("v4", azure.FunctionsVersion);
        Assert.Equal("PreserveNewest", azure.Published["host.json"]);
        Assert.All(
            azure.Published.Where(file => file.Key.StartsWith("local.settings", StringComparison.Ordinal)),
            file => Assert.Equal("Never", file.Value));
    }

    private static HashSet<string> CentralVersions() =>
        [.. XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(v => v.Attribute("Include")!.Value)];

    private static async Task<Evaluation> EvaluateAsync(string edition, params string[] properties)
    {
        string[] arguments =
        [
            "msbuild", Path.Combine(RepositoryRoot.Path, "functions/AsiFunctions/AsiFunctions.csproj"), $"-p:AsiHost={edition}",
            .. properties.Select(property => $"-p:{property}"),
            "-getProperty:AzureFunctionsVersion", "-getProperty:BaseIntermediateOutputPath", "-getProperty:OutputPath",
            "-getItem:PackageReference", "-getItem:ProjectReference", "-getItem:None",
        ];
        using Process msbuild = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string json = await msbuild.StandardOutput.ReadToEndAsync();
        await msbuild.WaitForExitAsync();
        Assert.True(msbuild.ExitCode == 0, json);
        return new Evaluation(JsonElement.Parse(json));
    }

    private sealed record Evaluation(JsonElement Json)
    {
        public string FunctionsVersion => Property("AzureFunctionsVersion");

        public string Intermediate => Property("BaseIntermediateOutputPath");

        public string Output => Property("OutputPath");

        public IReadOnlyList<string> Packages => [.. Items("PackageReference").Select(item => Text(item, "Identity"))];

        public IReadOnlyList<string> Projects => [.. Items("ProjectReference").Select(item => Text(item, "Filename"))];

        /// <summary>Whether a linked file is published, by the name it gets.</summary>
        public Dictionary<string, string> Published =>
            Items("None").Where(item => item.TryGetProperty("Link", out _))
                .ToDictionary(item => Text(item, "Link"), item => Text(item, "CopyToPublishDirectory"));

        private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;

        private string Property(string name) => Json.GetProperty("Properties").GetProperty(name).GetString()!;

        private JsonElement.ArrayEnumerator Items(string name) => Json.GetProperty("Items").GetProperty(name).EnumerateArray();
    }
}
