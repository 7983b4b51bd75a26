using Azure;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Polly;
using Polly.Retry;

namespace Pulso.Functions.Storage;

/// <summary>Tells a world that does not answer from every other fault.</summary>
internal static class Outage
{
    /// <summary>Tries again for some seconds what trying again may cure.</summary>
    public static readonly ResiliencePipeline Retries = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(Is),
            MaxRetryAttempts = 8,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(10),
        })
        .Build();

    /// <summary>True for what trying again later may cure.</summary>
    /// <remarks>
    /// Where the Azure clients try several times themselves they throw what they met as one <see cref="AggregateException"/>, and a
    /// network timeout comes as a cancelled task (Azure.Core, RetryPolicy).
    /// </remarks>
    public static bool Is(Exception error) => error switch
    {
        AggregateException several => several.InnerExceptions.All(Is),
        ServiceBusException queue => queue.IsTransient || queue.Reason == ServiceBusFailureReason.QuotaExceeded,
        RequestFailedException answer => answer.Status is 0 or 401 or 403 or 404 or 408 or 409 or 412 or 429 or >= 500,
        BadHttpRequestException => false,
        _ => error is TimeoutException or IOException or OperationCanceledException or UnauthorizedAccessException or AuthenticationFailedException,
    };
}
