using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Pulso.Local.Tests.Host;

/// <summary>What the sample functions tell the test.</summary>
public sealed class Told
{
    public Channel<string> Lines { get; } = Channel.CreateUnbounded<string>();

    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await Lines.Reader.ReadAsync(patience.Token);
    }
}

public sealed class SampleFunctions(Told told)
{
    [Function("echo")]
    public static async Task<IActionResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{tenant}/echo/{id?}")] HttpRequest request,
        string tenant,
        string? id,
        CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        return new OkObjectResult(new { tenant, id, body = await reader.ReadToEndAsync(cancellationToken) });
    }

    [Function("read")]
    public static IActionResult Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{tenant}/echo/{id?}")] HttpRequest request, string tenant) =>
        new ContentResult { StatusCode = 203, Content = tenant + request.QueryString, ContentType = "text/plain" };

    [Function("fails")]
    public static IActionResult Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException("secret " + request.Path);

    [Function("consume")]
    public async Task Consume(
        [ServiceBusTrigger("%SampleQueue%", Connection = "SampleBus", IsSessionsEnabled = true, IsBatched = true)] ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        ServiceBusSessionMessageActions session)
    {
        await session.ReleaseSession();
        var bodies = messages.Select(message => message.Body.ToString()).ToList();
        told.Lines.Writer.TryWrite($"{messages[0].SessionId}: {string.Join(',', bodies)} ({messages[0].DeliveryCount})");
        foreach (var message in messages.Where(message => message.Body.ToString() == "poison"))
        {
            await actions.DeadLetterMessageAsync(message, deadLetterReason: "poison");
        }

        if (bodies.Contains("fail once") && messages[0].DeliveryCount == 1) throw new InvalidOperationException("once");
    }

    [Function("tick")]
    public void Tick([TimerTrigger("%SampleSchedule%", RunOnStartup = true)] TimerInfo timer) =>
        told.Lines.Writer.TryWrite($"tick {timer.IsPastDue}");
}
