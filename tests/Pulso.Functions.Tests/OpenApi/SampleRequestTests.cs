using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.OpenApi;

/// <summary>The sample requests (<c>samples/*.http</c>) and the operations that there are.</summary>
public sealed partial class SampleRequestTests
{
    private static readonly (string Method, string Address, string[] Query)[] Samples =
    [
        .. Directory.GetFiles(Checkout.PathOf("samples"), "*.http").SelectMany(file => RequestLine().Matches(File.ReadAllText(file)))
            .Select(match => (match.Groups["method"].Value, match.Groups["address"].Value, QueryName().Matches(match.Groups["query"].Value).Select(name => name.Groups[1].Value).ToArray())),
    ];

    [Fact]
    public void Every_operation_has_a_sample() => Assert.All(
        Operation.All.Where(operation => operation.Method != "HEAD" && operation.Function is not ("channels" or "surveys") || operation.Method == "POST"),
        operation => Assert.Contains(Samples, sample => IsOf(sample.Method, sample.Address, operation)));

    [Fact]
    public void Every_sample_asks_what_there_is() => Assert.All(Samples, sample =>
    {
        var operation = Operation.All.FirstOrDefault(operation => IsOf(sample.Method, sample.Address, operation));
        Assert.True(operation is not null, $"{sample.Method} {sample.Address} is nowhere told");
        Assert.Empty(sample.Query.Except(operation.QueryNames));
    });

    private static bool IsOf(string method, string address, Operation operation)
    {
        string pattern = Regex.Replace(Regex.Escape(operation.Address).Replace("\\{", "{", StringComparison.Ordinal), "{path}$", ".+");
        return method == operation.Method && Regex.IsMatch(address, $"^{Regex.Replace(pattern, "{[^}]+}", "[^/]+")}$");
    }

    [GeneratedRegex(@"^(?<method>GET|POST|PUT|DELETE) \{\{url\}\}(?<address>/api/[^?\s]+)(?<query>\?\S+)?", RegexOptions.Multiline)]
    private static partial Regex RequestLine();

    [GeneratedRegex("[?&]([a-zA-Z]+)=")]
    private static partial Regex QueryName();
}
