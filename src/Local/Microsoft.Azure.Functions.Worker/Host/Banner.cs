namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>The functions and where they listen, for whoever started the host.</summary>
internal static class Banner
{
    public static void Print(IReadOnlyList<FunctionMethod> functions, HostJson hostJson, WebApplication app)
    {
        foreach (var function in functions)
        {
            Console.WriteLine($"  {function.Name}: " + function.Trigger switch
            {
                HttpTriggerAttribute http => $"{app.Urls.First()}/{HttpEndpoint.Route(function, http, hostJson)}",
                ServiceBusTriggerAttribute queue => $"queue {LocalSettings.Resolve(queue.QueueName, app.Configuration)}",
                _ => $"timer {LocalSettings.Resolve(((TimerTriggerAttribute)function.Trigger).Schedule, app.Configuration)}",
            });
        }

        Console.WriteLine("Host started");
    }
}
