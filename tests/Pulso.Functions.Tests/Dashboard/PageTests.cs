using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pulso.Functions.Dashboard;
using Pulso.Functions.Tests.Running;

namespace Pulso.Functions.Tests.Dashboard;

/// <summary>The page and its files.</summary>
[Collection(OnStorage.Name)]
public sealed partial class PageTests(LocalStorage storage)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    [Fact]
    public async Task The_page_comes_without_a_key_and_holds_no_figure()
    {
        await using var instance = await Instance.StartAsync(storage);
        var tenant = await instance.AddTenantAsync();
        var (status, response, bytes) = await PageAsync(instance, tenant.Tenant);

        Assert.Equal(200, status);
        Assert.Contains("<main id=\"main\"", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(PageHeaders.ContentSecurityPolicy, response.Headers.ContentSecurityPolicy);
        Assert.Equal("nosniff", response.Headers.XContentTypeOptions);
        Assert.Equal(404, (await PageAsync(instance, "nobody")).Status);
    }

    [Fact]
    public void The_policy_lets_in_nothing_inline_and_nothing_from_elsewhere()
    {
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", PageHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", PageHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", PageHeaders.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_file_already_gets_a_304()
    {
        await using var instance = await Instance.StartAsync(storage);
        var first = await FileAsync(instance, "style.css");
        Assert.Equal(200, first.Status);
        Assert.Equal(304, (await FileAsync(instance, "style.css", first.Response.Headers.ETag!)).Status);
        Assert.Equal(200, (await FileAsync(instance, "style.css", "\"another\"")).Status);
    }

    [Theory]
    [InlineData("../host.json")]
    [InlineData("..%2fhost.json")]
    [InlineData("lang")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("../Pulso.Functions.dll")]
    [InlineData("STYLE.CSS")]
    public async Task Only_the_pages_own_files_are_served(string? path)
    {
        await using var instance = await Instance.StartAsync(storage);
        Assert.Equal(404, (await FileAsync(instance, path)).Status);
    }

    [Fact]
    public async Task Every_file_has_its_own_type()
    {
        await using var instance = await Instance.StartAsync(storage);
        foreach (string path in Files())
        {
            var (status, response, bytes) = await FileAsync(instance, path);
            Assert.Equal((200, File.ReadAllBytes(Path.Combine(Folder, path)).Length), (status, bytes.Length));
            Assert.StartsWith(
                Path.GetExtension(path) switch { ".js" => "text/javascript", ".css" => "text/css", ".json" => "application/json", ".svg" => "image/svg+xml", _ => "text/html" },
                response.ContentType, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_languages_have_the_same_keys_and_each_text_the_same_places()
    {
        var (en, es) = (Texts("en"), Texts("es"));
        Assert.Equal(en.Keys.Order(), es.Keys.Order());
        Assert.All(en, text => Assert.Equal(Places(text.Value), Places(es[text.Key])));
    }

    [Fact]
    public void Every_text_that_the_page_asks_for_by_name_is_there_and_none_is_left_over()
    {
        string code = string.Concat(Files().Where(path => path.EndsWith(".js", StringComparison.Ordinal)).Select(path => File.ReadAllText(Path.Combine(Folder, path))));
        var asked = Asked().Matches(code).Select(match => match.Groups[1].Value).ToHashSet();
        List<string> beginnings = [.. AskedByBeginning().Matches(code).Select(match => match.Groups[1].Value).Distinct()];
        var texts = Texts("en").Keys.ToHashSet();

        Assert.Empty(asked.Except(texts));
        Assert.All(beginnings, beginning => Assert.Contains(texts, text => text.StartsWith(beginning, StringComparison.Ordinal)));
        Assert.DoesNotContain(texts, text => !asked.Contains(text) && !code.Contains($"'{text}'", StringComparison.Ordinal)
            && !beginnings.Exists(beginning => text.StartsWith(beginning, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_file_names_another_origin() => Assert.All(Files(), path => Assert.DoesNotMatch(
        Elsewhere(), File.ReadAllText(Path.Combine(Folder, path)).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal)));

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'));

    private static Dictionary<string, string> Texts(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Path.Combine(Folder, "lang", $"{language}.json")))!;

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Order();

    private static async Task<(int Status, HttpResponse Response, byte[] Bytes)> PageAsync(Instance instance, string tenant)
    {
        var request = Request(null);
        return await SentAsync(request, await instance.Function<GetDashboard>().PageAsync(request, tenant, CancellationToken.None));
    }

    private static Task<(int Status, HttpResponse Response, byte[] Bytes)> FileAsync(Instance instance, string? path, string? tag = null)
    {
        var request = Request(tag);
        return SentAsync(request, instance.Function<GetDashboard>().File(request, path!));
    }

    private static HttpRequest Request(string? tag)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "GET";
        if (tag is not null)
            request.Headers.IfNoneMatch = tag;
        return request;
    }

    private static Task<(int Status, HttpResponse Response, byte[] Bytes)> SentAsync(HttpRequest request, IActionResult result)
    {
        var response = request.HttpContext.Response;
        if (result is FileContentResult file)
        {
            response.ContentType = file.ContentType;
            return Task.FromResult((200, response, file.FileContents));
        }
        int status = result is ContentResult content ? content.StatusCode!.Value : ((StatusCodeResult)result).StatusCode;
        return Task.FromResult((status, response, Array.Empty<byte>()));
    }

    [GeneratedRegex(@"\bt\('(\w+)'")]
    private static partial Regex Asked();

    [GeneratedRegex(@"`(\w+_)\$\{")]
    private static partial Regex AskedByBeginning();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"https?://|//[a-z]+\.[a-z]+/|@import|url\((?!#)")]
    private static partial Regex Elsewhere();
}
