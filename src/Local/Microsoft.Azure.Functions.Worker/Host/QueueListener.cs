namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// One serial loop per function, as the real listener has for batches with sessions: take a session, give its messages to the
/// function batch by batch, keep it until it is released or has been idle.
/// </summary>
internal sealed class QueueListener(
    FunctionMethod function, ServiceBusTriggerAttribute trigger, HostJson hostJson, IConfiguration configuration, IServiceProvider services)
    : BackgroundService
{
    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name);
    private readonly string _queue = LocalSettings.Resolve(trigger.QueueName, configuration);
    private readonly string _connection = LocalSettings.Resolve($"%{trigger.Connection ?? "AzureWebJobsServiceBus"}%", configuration);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var client = new ServiceBusClient(_connection, new ServiceBusClientOptions());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeNextSessionAsync(client.File, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                _logger.LogError(exception, "The queue {Queue} could not be served", _queue);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task ServeNextSessionAsync(QueueFile file, CancellationToken stopping)
    {
        var session = await QueueSession.AcceptNextAsync(file, _queue, stopping);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var messages = await session.ReceiveAsync(hostJson.MaxMessageBatchSize, hostJson.SessionIdleTimeout, stopping);
                if (messages.Length == 0 || await ServeAsync(session, messages, stopping)) return;
            }
        }
        finally
        {
            await session.ReleaseAsync();
        }
    }

    /// <returns>Whether the function let the session go.</returns>
    private async Task<bool> ServeAsync(QueueSession session, ServiceBusReceivedMessage[] messages, CancellationToken stopping)
    {
        var actions = new ServiceBusMessageActions(session);
        var sessionActions = new ServiceBusSessionMessageActions();
        try
        {
            await function.InvokeAsync(services, hostJson.FunctionTimeout, stopping, messages, actions, sessionActions);
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "Function {Function} failed; its batch of {Count} is abandoned", function.Name, messages.Length);
            await session.AbandonAsync(actions.Unsettled(messages));
            return sessionActions.IsReleased;
        }

        KillPoint.Reach("before", "complete");
        await session.CompleteAsync(actions.Unsettled(messages));
        KillPoint.Reach("after", "complete");
        return sessionActions.IsReleased;
    }
}
