namespace Pulso.Functions;

/// <summary>A role that the app's identity needs.</summary>
/// <param name="Id">The role definition's id, the same in every subscription.</param>
/// <param name="Why">What the code does with it.</param>
internal sealed record AzureRole(string Name, string Id, string Why);

/// <summary>Every role that the app's identity needs, and no other. The infrastructure is held against this list.</summary>
internal static class AzureRoles
{
    public static readonly IReadOnlyList<AzureRole> All =
    [
        new("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "settings, archive, balances, audit and BI files; creates a container per tenant; the host's leases and the app's package"),
        new("Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "timelines, cells and all other rows; creates the tables"),
        new("Service Bus Data Owner", "090c5cfd-751d-490a-894a-3ce6f1109419", "sends, receives, settles, reads the dead-letter side; scaling by the queue's length needs Manage"),
        new("Key Vault Secrets User", "4633458b-17de-408a-b874-0445c86b69e6", "app settings that refer to secrets"),
        new("Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb", "telemetry to Application Insights without a key"),
    ];
}
