namespace Pulso.Functions.Channels.AmazonConnect;

/// <summary>What both kinds of Connect's records tell of a contact.</summary>
internal static class ConnectContact
{
    /// <summary>The first contact of a chain of transfers: to the customer it is all one.</summary>
    public static string Subject(string contact, ConnectFields fields) => fields["InitialContactId"] ?? contact;

    public static (string, object?)[] Fields(ConnectFields fields)
    {
        var endpoint = fields.Within("CustomerEndpoint");
        return
        [
            ("channel", Channel(fields["Channel"])),
            ("direction", fields["InitiationMethod"]?.ToUpperInvariant() is "OUTBOUND" or "EXTERNAL_OUTBOUND" or "CALLBACK" ? "outbound" : "inbound"),
            ("customer", endpoint?["Type"] is "TELEPHONE_NUMBER" or "EMAIL_ADDRESS" ? endpoint["Address"] : fields["CustomerId"]),
        ];
    }

    /// <summary>True for a contact that goes on from another one.</summary>
    public static bool IsTransfer(ConnectFields fields) => fields["InitiationMethod"]?.ToUpperInvariant() is "TRANSFER" or "QUEUE_TRANSFER";

    /// <summary>True for what is no contact of a customer's: a supervisor listening, or a flow after the end.</summary>
    public static bool IsNone(ConnectFields fields) => fields["InitiationMethod"]?.ToUpperInvariant() is "MONITOR" or "DISCONNECT";

    private static string? Channel(string? name) => name?.ToUpperInvariant() switch
    {
        "TASK" => "helpdesk",
        { } known => known.ToLowerInvariant(),
        null => null,
    };
}
