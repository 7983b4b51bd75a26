using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Pulso.Bench.Running;
using Pulso.Bench.Streams;
using Pulso.Events;
using Pulso.Events.Parsing;
using Pulso.Functions;
using Pulso.Functions.Access;
using Pulso.Functions.Aggregation;
using Pulso.Timelines;

namespace Pulso.Bench.InMemory;

/// <summary>What accepting a request costs: verify the signature, parse, pack the events into messages. The sending itself does nothing.</summary>
internal static class Accepting
{
    public static OneCore Measure(Tenant tenant, EventStream stream)
    {
        var requests = stream.Bodies(Parameters.EventsPerRequest).Select(body => (Body: body, Headers: Signed(body))).ToList();
        var queue = Discarding.Queue();
        var pseudonyms = tenant.Pseudonyms();
        return OneCore.Measure(stream.Lines.Count, () =>
        {
            foreach (var (body, headers) in requests)
            {
                if (StandardWebhooks.Matching(headers, body, [Tenant.Secret], TimeProvider.System.GetUtcNow()).Count == 0)
                    throw new InvalidOperationException("a signature was refused");
                var frames = EventParser.Batch(body, pseudonyms).Events
                    .Select(parsed => new Frame(TimelineKey.Of(parsed.Event, parsed.Subject), parsed.Source, parsed.Event));
                queue.SendAsync(tenant.Name, frames, CancellationToken.None).GetAwaiter().GetResult(); // done at once: nothing is waited for
            }
        });
    }

    private static HeaderDictionary Signed(byte[] body)
    {
        string timestamp = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
        return new HeaderDictionary
        {
            ["webhook-id"] = "request",
            ["webhook-timestamp"] = timestamp,
            ["webhook-signature"] = "v1," + Convert.ToBase64String(StandardWebhooks.Sign(Tenant.Secret, "request", timestamp, body)),
        };
    }

    private sealed class Discarding : ServiceBusSender
    {
        public static EventQueue Queue()
        {
            var (deployment, clock, sender) = (AppSettings.Deployment, TimeProvider.System, new Discarding());
            var unused = new ServiceBusClient("Endpoint=sb://local/;Path=unused", new ServiceBusClientOptions());
            var inbox = new Inbox(new TableServiceClient("UseDevelopmentStorage=true"), deployment, clock, new Operations());
            return new EventQueue(sender, unused, inbox, new WakeUps(sender, deployment, clock), deployment);
        }

        public override Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) =>
            Task.CompletedTask;
    }
}
