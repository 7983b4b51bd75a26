using System.Globalization;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Section 2 of the contract, over HTTP: what is right is taken, and counted once.</summary>
[Collection(WithSharedApp.Name)]
public sealed class AcceptanceTests(SharedApp shared)
{
    [Fact]
    public async Task Structured_binary_and_batch_mode_are_the_same_event()
    {
        using var tenant = await shared.TenantAsync();
        const string Data = "\"channel\":\"voice\",\"queue\":\"sales\"";
        string one = Calls.Event("contact.started", "call", "2026-03-02T09:00:00Z", Data);
        var binary = Signed.Request("application/json", $"{{{Data}}}");
        foreach (var (name, value) in new[]
        {
            ("specversion", "1.0"), ("id", "call/contact.started/2026-03-02T09:00:00Z"), ("source", Calls.Source), ("type", "contact.started"),
            ("time", "2026-03-02T09:00:00Z"), ("subject", "call"),
        })
            binary.Headers.Add($"ce-{name}", value);

        foreach (var request in new[] { Signed.Request("application/cloudevents+json; charset=utf-8", one), binary, Signed.Batch(one) })
        {
            var answer = await tenant.SendAsync(request);
            Assert.True(answer.Status == 202, answer.Text);
            Assert.Equal("""{"accepted":1}""", answer.Text);
        }

        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Equal(1, await tenant.VolumeAsync());
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_are_taken_and_then_the_new_one_alone()
    {
        using var tenant = await shared.TenantAsync();
        string next = Signed.SecretOf("the-next-secret-of-the-same-sender");
        string[] lines = Calls.Solved("call");

        await RotateAsync(Signed.Secret, next);
        Assert.Equal(202, (await tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{lines[0]}]"))).Status);
        Assert.Equal(202, (await tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{lines[1]}]", next))).Status);
        await RotateAsync(next);
        Assert.Equal(401, (await tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{lines[2]}]"))).Status);
        Assert.Equal(202, (await tenant.SendAsync(Signed.Request(Signed.BatchType, $"[{lines[2]}]", next))).Status);

        async Task RotateAsync(params string[] secrets)
        {
            var answer = await tenant.PutSettingsAsync($$"""
                { "tenant": "{{tenant.Name}}", "sources": { "{{Calls.Source}}": { "secrets": ["{{string.Join("\",\"", secrets)}}"] } },
                  "versions": [ { "validFrom": "1990-01-01", "timeZone": "UTC" } ] }
                """);
            Assert.True(answer.Status == 200, answer.Text);
        }
    }

    [Fact]
    public async Task A_queue_that_takes_nothing_is_a_503_with_Retry_After_and_the_same_request_later_a_202()
    {
        using var tenant = await shared.TenantAsync();
        string body = $"[{string.Join(',', Calls.Solved("call"))}]";
        string refusal = shared.App.QueueFile + ".refuse";

        await File.WriteAllTextAsync(refusal, "");
        try
        {
            var answer = await tenant.SendAsync(Signed.Request(Signed.BatchType, body));
            Assert.Equal((503, "application/problem+json"), (answer.Status, answer.Type));
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        finally
        {
            File.Delete(refusal);
        }
        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Null(await tenant.VolumeAsync());

        Assert.Equal(202, (await tenant.SendAsync(Signed.Request(Signed.BatchType, body))).Status);
        Assert.Equal(202, (await tenant.SendAsync(Signed.Request(Signed.BatchType, body))).Status);
        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Equal(1, await tenant.VolumeAsync());
        await tenant.VerifyAsync();
    }

    [Fact]
    public async Task An_unknown_type_and_unknown_fields_are_taken_and_change_no_figure()
    {
        using var tenant = await shared.TenantAsync();
        await tenant.ReplayAsync(Calls.Solved("call"));

        await tenant.ReplayAsync([Calls.Event("contact.teleported", "call", "2026-03-02T09:01:00Z", "\"queue\":\"elsewhere\""),
            Calls.Event("contact.paused", "call", "2026-03-02T09:01:00Z", "\"mood\":\"good\",\"deep\":{\"a\":[1,2]}")]);

        Assert.Equal(0, await tenant.DrainAsync());
        Assert.Equal(1, await tenant.VolumeAsync());
        await tenant.VerifyAsync();
    }

    [Fact]
    public async Task What_no_timeline_can_hold_is_dead_lettered_and_its_neighbours_count()
    {
        using var tenant = await shared.TenantAsync();
        var huge = Enumerable.Range(0, 90).Select(second =>
        {
            byte[] noise = new byte[12_000]; // which nothing makes shorter
            new Random(second).NextBytes(noise);
            string themes = $"\"survey\":\"after\",\"themes\":[\"{System.Buffers.Text.Base64Url.EncodeToString(noise)}\"]";
            return Calls.Event("survey.followed-up", "huge", $"2026-03-02T09:00:{second % 60:00}.{second:000}Z", themes);
        });

        await tenant.ReplayAsync(huge.Concat(Calls.Solved("call")), batch: 40);

        Assert.InRange(await tenant.DrainAsync(), 20, 40); // of 90 times 12 KB in a row of 704 KiB
        Assert.Equal(1, await tenant.VolumeAsync());
        await tenant.VerifyAsync();
    }

    [Fact]
    public async Task More_requests_than_a_tenant_may_send_are_a_429_and_another_tenant_does_not_notice()
    {
        await using var app = await RunningApp.StartAsync(4, 2, more: ("Pulso__RequestsPerSecond", "2"));
        using var busy = await Tenant.CreateAsync(app, "busy", Calls.Source);
        using var quiet = await Tenant.CreateAsync(app, "quiet", Calls.Source);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => busy.SendAsync(Signed.Batch())));

        var refused = answers.Where(answer => answer.Status != 202).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal((429, "application/problem+json"), (answer.Status, answer.Type)));
        Assert.All(refused, answer => Assert.NotNull(answer.Headers.RetryAfter));
        Assert.Equal(202, (await quiet.SendAsync(Signed.Batch())).Status);
    }
}
