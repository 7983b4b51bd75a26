using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Pulso.Functions.Tests.Running;

/// <summary>What a function answered to a client.</summary>
internal sealed record Answered(int Status, string? Tag, string Text)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public static Task<Answered> GetAsync(Func<HttpRequest, Task<IActionResult>> function, string query = "", string key = Instance.AdminKey, string? tag = null)
    {
        var request = Request(HttpMethods.Get, key);
        request.QueryString = new QueryString(query);
        request.Headers.IfNoneMatch = tag;
        return SendAsync(function, request);
    }

    public static Task<Answered> PostAsync(Func<HttpRequest, Task<IActionResult>> function, string body = "", string key = Instance.AdminKey)
    {
        var request = Request(HttpMethods.Post, key);
        request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        return SendAsync(function, request);
    }

    private static HttpRequest Request(string method, string key)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers.Authorization = $"Bearer {key}";
        return request;
    }

    private static async Task<Answered> SendAsync(Func<HttpRequest, Task<IActionResult>> function, HttpRequest request)
    {
        var result = await function(request);
        string? tag = request.HttpContext.Response.Headers.ETag;
        return result switch
        {
            FileContentResult file => new(200, tag, System.Text.Encoding.UTF8.GetString(file.FileContents)),
            ContentResult content => new(content.StatusCode!.Value, tag, content.Content ?? ""),
            _ => new(((StatusCodeResult)result).StatusCode, tag, ""),
        };
    }
}
