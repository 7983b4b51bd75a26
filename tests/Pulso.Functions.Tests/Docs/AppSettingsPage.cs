namespace Pulso.Functions.Tests.Docs;

/// <summary>The app settings and the roles of a deployment.</summary>
internal static class AppSettingsPage
{
    public static IEnumerable<string> Lines()
    {
        yield return "# Settings";
        yield return "";
        yield return "A tenant's settings are one JSON document: [settings.schema.json](settings.schema.json), put by `pulso settings put` or `PUT /api/{tenant}/settings`, checked as a";
        yield return "whole. What a deployment decides once are app settings, checked whole before the app starts:";
        yield return "";
        yield return "| app setting | meaning | if left out |";
        yield return "| --- | --- | --- |";
        foreach (var setting in AppSettingNames.All)
            yield return $"| `{setting.Name}` | {setting.Meaning} | {(setting.Instead is { } instead ? $"`{instead}` instead" : setting.Fallback is { } fallback ? (fallback.Length == 0 ? "–" : fallback) : "**the app does not start**")} |";
        yield return "";
        yield return "Secrets of sources, and keys of readers and admins, may be written `setting:NAME` in a tenant's settings: the app setting of that name holds them, in Azure as a";
        yield return "reference to Key Vault (`@Microsoft.KeyVault(SecretUri=…)`).";
        yield return "";
        yield return "## Roles";
        yield return "";
        yield return "The app has one user-assigned identity, and no keys. It needs these roles, and no other:";
        yield return "";
        yield return "| role | id | for |";
        yield return "| --- | --- | --- |";
        foreach (var role in AzureRoles.All)
            yield return $"| {role.Name} | `{role.Id}` | {role.Why} |";
    }
}
