using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;

namespace Pulso.Acceptance.Webhooks;

/// <summary>Every address answers every method: those that are told of it, or with a 405 that names them.</summary>
[Collection(WithSharedApp.Name)]
public sealed partial class MethodTests(SharedApp shared)
{
    private const string Health = "/api/health"; // whoever asks for it by HEAD is answered too

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"];

    public static TheoryData<string> Addresses => [.. Surface.Methods.Keys];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_method_that_is_not_the_address_s_own_is_a_405_with_Allow(string address)
    {
        using var tenant = await shared.TenantAsync();
        var own = Surface.Methods[address].ToHashSet();
        string path = ".." + Part().Replace(address.Replace("{tenant}", tenant.Name, StringComparison.Ordinal), "1")["/api".Length..];

        foreach (string method in Methods.Except(own).Where(method => (address, method) != (Health, "HEAD")))
        {
            var reply = await (Post.Unsigned([]) with { Method = method, Path = path }).SendAsync(tenant);
            Assert.Equal((method, 405), (method, reply.Status));
            Assert.Subset(own, reply.Header("Allow")!.Split(", ").ToHashSet());
        }
    }

    [GeneratedRegex("{[a-z]+}")]
    private static partial Regex Part();
}
