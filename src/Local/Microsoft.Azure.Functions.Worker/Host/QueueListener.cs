namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// One serial loop per function, as the real listener has for batches with sessions: take a session, give its messages to the
/// function batch by batch, keep it until it is released or has been idle.
/// </summary>
internal sealed class QueueListener : BackgroundService
{
    private readonly FunctionMethod _function;
    private readonly HostJson _hostJson;
    private readonly IServiceProvider _services;
    private readonly ILogger _logger;
    private readonly string _queue;
    private readonly string _connectionString;

    public QueueListener(FunctionMethod function, ServiceBusTriggerAttribute trigger, HostJson hostJson, IServiceProvider services)
    {
        if (!trigger.IsSessionsEnabled || !trigger.IsBatched) throw new NotSupportedException($"{function.Name}: sessions and batches only.");
        function.Demand(
            typeof(ServiceBusReceivedMessage[]), typeof(ServiceBusMessageActions), typeof(ServiceBusSessionMessageActions),
            typeof(CancellationToken));
        var configuration = services.GetRequiredService<IConfiguration>();
        _function = function;
        _hostJson = hostJson;
        _services = services;
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function." + function.Name);
        _queue = LocalSettings.Resolve(trigger.QueueName, configuration);
        _connectionString = LocalSettings.Resolve($"%{trigger.Connection ?? "AzureWebJobsServiceBus"}%", configuration);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var client = new ServiceBusClient(_connectionString, new ServiceBusClientOptions());
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
                var messages = await session.ReceiveAsync(_hostJson.MaxMessageBatchSize, _hostJson.SessionIdleTimeout, stopping);
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
        var sessionActions = new ServiceBusSessionMessageActions(messages[0].LockedUntil);
        try
        {
            await _function.InvokeAsync(_services, _hostJson.FunctionTimeout, stopping, messages, actions, sessionActions);
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "Function {Function} failed; its batch of {Count} is abandoned", _function.Name, messages.Length);
            await session.AbandonAsync(actions.Unsettled(messages));
            return sessionActions.IsReleased;
        }

        KillPoint.Reach("before", "complete");
        await session.CompleteAsync(actions.Unsettled(messages));
        KillPoint.Reach("after", "complete");
        return sessionActions.IsReleased;
    }
}
