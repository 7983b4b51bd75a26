using System.Text.Json;
using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.Infra;

/// <summary>What the code counts on and what the infrastructure gives it.</summary>
public sealed partial class DeployedTests
{
    // Read by the host and by the packages, not by our code.
    private static readonly string[] OfTheHost =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AzureWebJobsStorage__credential", "ServiceBus__clientId", "ServiceBus__credential",
    ];

    private static readonly BicepFile Function = BicepFile.Named("modules/function.bicep");
    private static readonly BicepDeclaration Queues = BicepFile.Named("modules/servicebus.bicep").Of("resource").Single(resource => resource.Name == "events");

    private static IEnumerable<string> Given => BicepFile.Object(Function.Of("resource").Single(resource => resource.Name == "settings").Body, "properties").Keys;

    [Fact]
    public void Every_setting_that_the_code_reads_is_listed()
    {
        var sources = Directory.GetFiles(Checkout.PathOf("src/Pulso.Functions"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("/AppSettingNames.cs", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var read = sources.SelectMany(source => SettingName().Matches(source)).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal))
            .Concat(sources.SelectMany(source => NumberSetting().Matches(source)).Select(match => $"Pulso__{match.Groups[1].Value}")).ToHashSet();
        Assert.Equal(AppSettingNames.All.Select(setting => setting.Name).Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_infrastructure_gives_every_setting_that_must_be_given() => Assert.Empty(
        AppSettingNames.All.Where(setting => setting.Fallback is null).Select(setting => setting.Name).Except(Given));

    [Fact]
    public void The_infrastructure_gives_no_setting_that_nobody_reads() =>
        Assert.Empty(Given.Except(AppSettingNames.All.Select(setting => setting.Name)).Except(OfTheHost));

    [Fact]
    public void No_connection_string_and_no_key_is_a_setting()
    {
        Assert.DoesNotContain("AzureWebJobsStorage", Given);
        Assert.DoesNotContain("ServiceBus", Given);
        Assert.DoesNotContain(BicepFile.All.SelectMany(file => file.Tokens), token => token.Text is "listKeys" or "listConnectionStrings");
        var secrets = BicepFile.Object(Function.Of("resource").Single(resource => resource.Name == "settings").Body, "properties")
            .Where(setting => setting.Key is "Pulso__AdminKey" or "Pulso__PseudonymKey");
        Assert.All(secrets, secret => Assert.StartsWith("@Microsoft.KeyVault(SecretUri=", secret.Value[0].Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_identity_has_the_roles_that_the_code_needs_and_no_other()
    {
        var assigned = BicepFile.All.SelectMany(file => file.Of("var")).Where(item => RoleId().IsMatch(item.Target)).ToDictionary(item => item.Name, item => item.Target);
        Assert.Equal(
            AzureRoles.All.Select(role => $"{char.ToLowerInvariant(role.Name[0])}{role.Name[1..].Replace(" ", "", StringComparison.Ordinal)} {role.Id}").Order(StringComparer.Ordinal),
            assigned.Select(role => $"{role.Key} {role.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("requiresSession", "true")]
    [InlineData("requiresDuplicateDetection", "true")]
    [InlineData("lockDuration", "PT5M")]
    [InlineData("maxDeliveryCount", "2000")]
    [InlineData("deadLetteringOnMessageExpiration", "true")]
    public void The_queues_are_as_the_aggregation_needs_them(string property, string value) =>
        Assert.Equal(value, BicepFile.Object(Queues.Body, "properties")[property][0].Text);

    [Theory]
    [InlineData("modules/storage.bicep", "allowSharedKeyAccess", "false")]
    [InlineData("modules/storage.bicep", "allowBlobPublicAccess", "false")]
    [InlineData("modules/servicebus.bicep", "disableLocalAuth", "true")]
    [InlineData("modules/monitoring.bicep", "DisableLocalAuth", "true")]
    [InlineData("modules/vault.bicep", "enableRbacAuthorization", "true")]
    public void Nothing_opens_by_a_key(string file, string property, string value)
    {
        var tokens = BicepFile.Named(file).Tokens;
        int at = Enumerable.Range(0, tokens.Count).Single(i => tokens[i].Text == property);
        Assert.Equal(value, tokens[at + 2].Text);
    }

    [Fact]
    public void The_app_runs_on_the_runtime_that_it_is_built_for()
    {
        var runtime = BicepFile.Object(Function.Of("resource").Single(resource => resource.Name == "app").Body, "runtime");
        string built = Regex.Match(File.ReadAllText(Checkout.PathOf("Directory.Build.props")), "<TargetFramework>net([0-9.]+)<").Groups[1].Value;
        Assert.Equal(("dotnet-isolated", built), (runtime["name"][0].Text, runtime["version"][0].Text));
    }

    [Fact]
    public void The_emulator_has_the_queues_of_the_cloud()
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(BicepFile.Folder, "local/Config.json")));
        var queues = config.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0].GetProperty("Queues").EnumerateArray().ToList();
        var names = BicepFile.Named("modules/servicebus.bicep").Of("var").Single(item => item.Name == "queues").Body.Where(token => token.Kind == BicepKind.Text).Select(token => token.Text);
        Assert.Equal(names, queues.Select(queue => queue.GetProperty("Name").GetString()!));
        Assert.All(queues, queue =>
        {
            var properties = queue.GetProperty("Properties");
            Assert.True(properties.GetProperty("RequiresSession").GetBoolean() && properties.GetProperty("RequiresDuplicateDetection").GetBoolean());
            Assert.Equal("PT5M", properties.GetProperty("LockDuration").GetString());
        });
    }

    [Fact]
    public void Every_alarm_has_its_place_in_the_runbook_and_the_runbook_no_other()
    {
        var alerts = BicepFile.Named("modules/alerts.bicep");
        var named = alerts.Of("var").SelectMany(item => Enumerable.Range(0, item.Body.Count - 2).Where(i => item.Body[i].Text == "name" && item.Body[i + 1].Text == ":").Select(i => item.Body[i + 2].Text))
            .Append("unhealthy").Append("rebuild"); // the second is a reason of the first alone
        var told = Regex.Matches(File.ReadAllText(Checkout.PathOf("docs/runbook.md")), "^### ([a-z-]+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        Assert.Equal(named.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"((?:AzureWebJobsStorage|ServiceBus)(?::[A-Za-z]+)?|(?:Pulso:|OTEL_|APPLICATIONINSIGHTS_)[A-Za-z_]+)\"")]
    private static partial Regex SettingName();

    [GeneratedRegex("= Number\\(\"(\\w+)\"")]
    private static partial Regex NumberSetting();

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    private static partial Regex RoleId();
}
