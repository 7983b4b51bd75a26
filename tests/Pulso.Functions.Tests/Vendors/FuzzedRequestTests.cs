using Pulso.Acceptance.Running;
using Pulso.Acceptance.Vendors;
using Pulso.Functions.Tests.Running;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Vendors;

/// <summary>Damaged deliveries that are signed all the same: 202 and all of it on the queue, or 400 and nothing.</summary>
[Collection(OnStorage.Name)]
public sealed class FuzzedRequestTests(LocalStorage storage)
{
    private const int PerPayload = 12;

    [SharedFact]
    public async Task A_damaged_delivery_is_never_an_error_and_never_taken_in_part()
    {
        await using var instance = await Instance.StartAsync(storage);
        string tenant = await instance.AddSourcesAsync(string.Join(',', VendorSigner.Of.Keys.Select(vendor =>
            $$""" "{{vendor}}": { "vendor": "{{vendor}}", "secrets": ["{{VendorPosts.Secret}}"] } """)));
        var queue = new QueueView(instance);
        var random = new Random(1);
        int refused = 0;
        foreach (string payload in ((IEnumerable<object[]>)GoldenTests.Payloads).Select(row => (string)row[0]))
        {
            string body = await File.ReadAllTextAsync(SharedFactAttribute.PathOf($"payloads/{payload}"));
            for (int i = 0; i < PerPayload; i++)
                refused += await TryAsync(instance, tenant, GoldenTests.VendorOf(payload), Damaged(body, random), queue) ? 0 : 1;
        }
        Assert.True(refused > 50, $"{refused} refused");
    }

    /// <remarks>A form with fields doubled is not what Twilio signs.</remarks>
    /// <returns>True if it was taken.</returns>
    private static async Task<bool> TryAsync(Instance instance, string tenant, string vendor, string body, QueueView queue)
    {
        string path = $"{(VendorList.Named(vendor)!.Kind == VendorKind.Survey ? "surveys" : "channels")}/{vendor}";
        var answer = await instance.PostAsync(tenant, vendor, path, body);
        int queued = (await queue.NextAsync()).Sum(message => Events.Frame.Decode(message.Body.ToMemory().Span).Count);
        Assert.True(answer.StatusCode is 202 or 400 || (answer.StatusCode == 401 && vendor == "twilio"), $"{vendor} answered {answer.StatusCode} on {body}");
        int accepted = answer.StatusCode == 202 ? System.Text.Json.JsonDocument.Parse(answer.Content!).RootElement.GetProperty("accepted").GetInt32() : 0;
        Assert.Equal(accepted, queued);
        return answer.StatusCode == 202;
    }

    /// <summary>Cut, doubled in parts, or with other characters somewhere.</summary>
    private static string Damaged(string body, Random random)
    {
        int at = random.Next(body.Length);
        int length = random.Next(body.Length - at);
        return random.Next(4) switch
        {
            0 => body[..at],
            1 => body.Remove(at, length),
            2 => body.Insert(at, body.Substring(at, length)),
            _ => body.Remove(at, 1).Insert(at, random.GetItems("{}[]\":,0-nt\u0000é".AsSpan(), 1)[0].ToString()),
        };
    }
}
