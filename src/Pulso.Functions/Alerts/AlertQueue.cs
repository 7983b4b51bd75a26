using Azure.Messaging.ServiceBus;
using Pulso.Alerts;

namespace Pulso.Functions.Alerts;

/// <summary>The queue (or topic) on which alerts are CloudEvents.</summary>
public sealed class AlertQueue(ServiceBusClient client, Deployment deployment)
{
    private readonly Lazy<ServiceBusSender> sender = new(() => client.CreateSender(deployment.AlertsQueue));

    public Task SendAsync(string tenant, Alert alert, CancellationToken cancel)
    {
        var message = new ServiceBusMessage(new BinaryData(AlertEvent.Of(tenant, alert)))
        {
            MessageId = $"{tenant}-{alert.Id}",
            SessionId = tenant, // where there are sessions, a tenant's alerts keep their order; elsewhere it is a property like any other
            Subject = AlertEvent.Type,
            ContentType = AlertEvent.MediaType,
        };
        message.ApplicationProperties["tenant"] = tenant;
        message.ApplicationProperties["kind"] = AlertKindName.Of(alert.Kind);
        return sender.Value.SendMessagesAsync([message], cancel);
    }
}
