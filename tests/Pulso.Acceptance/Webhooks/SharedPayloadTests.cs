using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Examples of CloudEvents and Standard Webhooks as their specifications print them, signed and sent to the canonical endpoint.</summary>
[Collection(WithSharedApp.Name)]
public sealed class SharedPayloadTests(SharedApp shared)
{
    [SharedTheory]
    [InlineData("cloudevents/http_structured_mode.http", "/mycontext/subcontext")]
    [InlineData("cloudevents/http_binary_mode.http", "/mycontext/subcontext")]
    public async Task A_conformance_case_of_CloudEvents_is_taken(string file, string source)
    {
        using var tenant = await TenantAsync(source);
        string[] parts = File.ReadAllText(SharedFactAttribute.PathOf($"payloads/{file}")).ReplaceLineEndings("\n").Split("\n\n", 2);
        var headers = parts[0].Split('\n').Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var request = Signed.Request(headers["Content-Type"], parts[1]);
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith("ce-", StringComparison.Ordinal)))
            request.Headers.Add(name, value);

        Assert.Equal((202, """{"accepted":1}"""), await SendAsync(tenant, request));
    }

    [SharedTheory]
    [InlineData("cloudevents/json_event_1_data_base64.json", "application/cloudevents+json", 1, "/mycontext")]
    [InlineData("cloudevents/json_event_2_str.json", "application/cloudevents+json", 1, "/mycontext")]
    [InlineData("cloudevents/json_batch.json", "application/cloudevents-batch+json", 2, "/mycontext/4", "/mycontext/9")]
    public async Task An_example_of_the_JSON_format_is_taken(string file, string type, int events, params string[] sources)
    {
        using var tenant = await TenantAsync(sources);

        Assert.Equal((202, $$"""{"accepted":{{events}}}"""), await SendAsync(tenant, Signed.Request(type, Body(file))));
    }

    [SharedFact]
    public async Task A_thin_event_of_Standard_Webhooks_is_taken_as_the_data_of_a_CloudEvent()
    {
        using var tenant = await TenantAsync("/crm");
        var request = Signed.Request("application/json", Body("standard-webhooks/event_contact_created.json"));
        foreach (var (name, value) in new[]
        {
            ("specversion", "1.0"), ("id", "1f81eb52-5198-4599-803e-771906343485"), ("source", "/crm"), ("type", "contact.created"), ("time", "2022-11-03T20:26:10.344522Z"),
        })
            request.Headers.Add($"ce-{name}", value);

        Assert.Equal((202, """{"accepted":1}"""), await SendAsync(tenant, request));
    }

    private async Task<Tenant> TenantAsync(params string[] sources)
    {
        var tenant = await shared.TenantAsync();
        string all = string.Join(',', sources.Select(source => $$""" "{{source}}": { "secrets": ["{{Signed.Secret}}"] } """));
        var put = await tenant.PutSettingsAsync(
            $$"""{ "tenant": "{{tenant.Name}}", "sources": { {{all}} }, "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }""");
        Assert.True(put.Status == 200, put.Text);
        return tenant;
    }

    private static string Body(string file) => File.ReadAllText(SharedFactAttribute.PathOf($"payloads/{file}"), System.Text.Encoding.UTF8);

    private static async Task<(int, string)> SendAsync(Tenant tenant, HttpRequestMessage request)
    {
        var answer = await tenant.SendAsync(request);
        return (answer.Status, answer.Text);
    }
}
