using Pulso.Functions.Annotations;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Annotations;

/// <summary>What an admin notes.</summary>
[Collection(OnStorage.Name)]
public sealed class PostAnnotationTests(LocalStorage storage)
{
    private static readonly Clock Now = new("2026-03-02T12:00:00Z");

    [Theory]
    [InlineData("""{ "kind": "incident", "text": "down", "at": "2026-03-02T09:00:00Z", "channel": "voice" }""", 202)]
    [InlineData("""{ "kind": "incident", "text": "down" }""", 202)]
    [InlineData("""{ "kind": "party", "text": "down" }""", 400)]
    [InlineData("""{ "kind": "incident" }""", 400)]
    [InlineData("""{ "kind": "incident", "text": "down", "at": "at nine" }""", 400)]
    [InlineData("""{ "kind": "incident", "text": "down", "customer": "ana" }""", 400)]
    [InlineData("[]", 400)]
    [InlineData("{", 400)]
    [InlineData("""{ "kind": "incident", "text": "\ud800" }""", 400)]
    public async Task A_note_is_taken_or_refused_whole(string body, int status)
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        var tenant = await instance.AddTenantAsync();
        var answer = await Answered.PostAsync(request => instance.Function<PostAnnotation>().RunAsync(request, tenant.Tenant, CancellationToken.None), body);
        Assert.True(status == answer.Status, answer.Text);
    }

    [Fact]
    public async Task A_note_that_says_a_thing_twice_is_refused()
    {
        await using var instance = await Instance.StartAsync(storage, clock: Now);
        var tenant = await instance.AddTenantAsync();

        var answer = await Answered.PostAsync(
            request => instance.Function<PostAnnotation>().RunAsync(request, tenant.Tenant, CancellationToken.None),
            """{ "kind": "incident", "text": "down", "text": "up" }""");

        Assert.True(answer.Status == 400, answer.Text);
    }
}
