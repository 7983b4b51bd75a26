namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>The functions and where they listen, for whoever started the host.</summary>
internal static class Banner
{
    public static void Print(IReadOnlyList<FunctionMethod> functions, HostJson hostJson, WebApplication app)
    {
        var address = app.Urls.FirstOrDefault();
        foreach (var function in functions)
        {
            Console.WriteLine($"  {function.Name}: " + function.Trigger switch
            {
                HttpTriggerAttribute http =>
                    $"[{string.Join(',', http.Methods).ToUpperInvariant()}] {address}/{HttpEndpoint.Route(function, http, hostJson)}",
                ServiceBusTriggerAttribute queue => $"queue {LocalSettings.Resolve(queue.QueueName, app.Configuration)}",
                _ => $"timer {LocalSettings.Resolve(((TimerTriggerAttribute)function.Trigger).Schedule, app.Configuration)}",
            });
        }

        Console.WriteLine("Host started");
    }
}
