using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pulso.Acceptance.Running;
using Pulso.Functions.Access;

namespace Pulso.Functions.Tests.Access;

public sealed class SharedVectorTests
{
    [SharedFact]
    public void The_vector_among_the_shared_payloads_matches()
    {
        using var vector = JsonDocument.Parse(File.ReadAllText(SharedFactAttribute.PathOf("payloads/standard-webhooks/signature_vector.json")));
        var root = vector.RootElement;
        string secret = root.GetProperty("secret").GetString()!;
        var headers = new HeaderDictionary();
        foreach (var header in root.GetProperty("headers").EnumerateObject())
            headers[header.Name] = header.Value.GetString();
        var now = DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"]!, CultureInfo.InvariantCulture));

        byte[] body = System.Text.Encoding.UTF8.GetBytes(root.GetProperty("body").GetString()!);

        Assert.Equal([secret], StandardWebhooks.Matching(headers, body, [secret], now));
    }
}
