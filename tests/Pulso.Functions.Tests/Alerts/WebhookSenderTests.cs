using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Pulso.Acceptance.Running;
using Pulso.Alerts;
using Pulso.Functions.Access;
using Pulso.Functions.Alerts;
using Pulso.Functions.Tests.Running;
using Pulso.Settings;

namespace Pulso.Functions.Tests.Alerts;

/// <summary>Outgoing webhooks over real sockets.</summary>
public sealed class WebhookSenderTests
{
    private const string OldSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NotPublic = "the host has an address that is not public";

    private static readonly Clock Now = new("2026-03-02T09:11:00Z");
    private static readonly string NewSecret = "whsec_" + Convert.ToBase64String(new byte[32]);
    private static readonly Alert Breach = new(AlertKind.SlaBreach, At.Utc("2026-03-02T09:10:00Z"), "case-17") { Contact = "case-17", Clock = "resolution" };

    [Fact]
    public async Task It_is_signed_with_every_secret_so_that_receivers_can_replace_theirs()
    {
        using var receiver = new Receiver();

        Assert.Equal((DeliveryOutcome.Taken, null), await SendAsync(receiver.Address, secrets: [OldSecret, NewSecret]));

        var received = await receiver.NextAsync();
        Assert.Equal([OldSecret, NewSecret], StandardWebhooks.Matching(HeadersOf(received), received.Body, [OldSecret, NewSecret], Now.GetUtcNow()));
        Assert.Equal(Breach.Id, received.Headers["webhook-id"]);
        Assert.Equal("application/cloudevents+json; charset=utf-8", received.Headers["Content-Type"]);
        Assert.False(received.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_token_and_an_address_may_lie_in_app_settings()
    {
        using var receiver = new Receiver();
        var sender = Sender(allowsLoopback: true, settings: new() { ["CRM:Url"] = $"{receiver.Address}tasks", ["CRM:Token"] = "the-token" });

        var webhook = new Webhook("crm", "setting:CRM__Url", [OldSecret], WebhookTemplate.Task, [], "setting:CRM__Token", null);
        Assert.Equal((DeliveryOutcome.Taken, null), await sender.SendAsync("acme", Breach, webhook, CancellationToken.None));

        var received = await receiver.NextAsync();
        Assert.Equal(("/tasks", "Bearer the-token"), (received.Path, received.Headers["Authorization"]));
        Assert.Equal((DeliveryOutcome.Failed, "the webhook has no address"), await sender.SendAsync("acme", Breach, webhook with { Url = "setting:NONE" }, CancellationToken.None));
        Assert.Equal((DeliveryOutcome.Failed, "the webhook has no secret to sign with"), await sender.SendAsync("acme", Breach, webhook with { Secrets = ["setting:NONE"] }, CancellationToken.None));
    }

    [Theory]
    [InlineData(200, DeliveryOutcome.Taken)]
    [InlineData(299, DeliveryOutcome.Taken)]
    [InlineData(400, DeliveryOutcome.Failed)]
    [InlineData(410, DeliveryOutcome.Unwanted)]
    [InlineData(503, DeliveryOutcome.Failed)]
    public async Task What_the_receiver_answers_decides(int status, object outcome)
    {
        using var receiver = new Receiver();
        receiver.Answer(status);
        Assert.Equal(outcome, (await SendAsync(receiver.Address)).Outcome);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Nobody_is_followed_elsewhere(int status)
    {
        using var elsewhere = new Receiver();
        using var receiver = new Receiver { Elsewhere = elsewhere.Address };
        receiver.Answer(status);

        Assert.Equal((DeliveryOutcome.Failed, $"answered {status}"), await SendAsync(receiver.Address));
        Assert.Equal(0, elsewhere.Waiting);
    }

    [Theory]
    [InlineData("https://localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:a00:1]/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://169.254.169.254/metadata/identity/oauth2/token")]
    [InlineData("https://168.63.129.16/")]
    public async Task An_address_that_only_the_app_can_reach_is_not_called(string url) =>
        Assert.Equal((DeliveryOutcome.Failed, NotPublic), await Sender(allowsLoopback: false).SendAsync("acme", Breach, Webhook(new Uri(url)), CancellationToken.None));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00::1")]
    [InlineData("127.0.0.1")]
    [InlineData("8.8.8.8", "192.168.1.1")]
    [InlineData("2600::1", "::1")]
    [InlineData]
    public async Task A_name_that_means_such_an_address_is_not_called(params string[] addresses)
    {
        var sender = Sender(allowsLoopback: false, (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
        Assert.Equal((DeliveryOutcome.Failed, NotPublic), await sender.SendAsync("acme", Breach, Webhook(new Uri("https://hooks.example.com/")), CancellationToken.None));
    }

    [Fact]
    public async Task A_private_address_is_not_called_where_this_machine_may_be()
    {
        var sender = Sender(allowsLoopback: true, (_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1") }));
        Assert.Equal((DeliveryOutcome.Failed, NotPublic), await sender.SendAsync("acme", Breach, Webhook(new Uri("https://hooks.example.com/")), CancellationToken.None));
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_the_address_that_was_looked_at_is_called()
    {
        using var receiver = new Receiver();
        int lookups = 0;
        var sender = Sender(allowsLoopback: true, (_, _) => Task.FromResult(new[] { IPAddress.Parse(lookups++ == 0 ? "127.0.0.1" : "10.0.0.1") }));

        Assert.Equal((DeliveryOutcome.Taken, null), await sender.SendAsync("acme", Breach, Webhook(receiver.Address), CancellationToken.None));
        Assert.Equal(1, lookups);
    }

    [Theory]
    [InlineData("http://hooks.example.com/", true)]
    [InlineData("http://127.0.0.1:1/", false)]
    public async Task What_is_not_encrypted_is_not_called(string url, bool allowsLoopback)
    {
        var sender = Sender(allowsLoopback, (_, _) => throw new InvalidOperationException("nobody is looked up"));
        Assert.Equal((DeliveryOutcome.Failed, "the address is not an https one"), await sender.SendAsync("acme", Breach, Webhook(new Uri(url)), CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_at_home_is_a_failure() =>
        Assert.Equal((DeliveryOutcome.Failed, "could not be reached"), await SendAsync(new Uri($"http://127.0.0.1:{FreePorts.Next()}/")));

    private static Task<(DeliveryOutcome Outcome, string? Problem)> SendAsync(Uri address, params string[] secrets) =>
        Sender(allowsLoopback: true).SendAsync("acme", Breach, Webhook(address) with { Secrets = secrets.Length == 0 ? [OldSecret] : secrets }, CancellationToken.None);

    private static HeaderDictionary HeadersOf(Received received) =>
        new(received.Headers.ToDictionary(header => header.Key, header => new StringValues(header.Value), StringComparer.OrdinalIgnoreCase));

    private static Webhook Webhook(Uri address) => new("desk", address.ToString(), [OldSecret], WebhookTemplate.Event, [], null, null);

    private static WebhookSender Sender(
        bool allowsLoopback, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, Dictionary<string, string?>? settings = null) => new(
        new Secrets(new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build()),
        new Deployment(1, 1, [new byte[32]], Instance.AdminKey, "events", 1) { AllowsLoopbackWebhooks = allowsLoopback },
        Now,
        resolve ?? Dns.GetHostAddressesAsync);
}
