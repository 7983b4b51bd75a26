namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a public method a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Runs a function for the requests to a route. No level is checked here: the functions are open to this machine.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>Below the prefix of host.json; the function's name if not set.</summary>
    public string? Route { get; set; }
    internal AuthorizationLevel AuthLevel { get; } = authLevel;
    internal string[] Methods { get; } = methods;
}

public enum AuthorizationLevel { Anonymous, User, Function, System, Admin }

/// <summary>Runs a function for the messages of a queue. This host serves queues with sessions, in batches.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceBusTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The setting that holds the connection string.</summary>
    public string? Connection { get; set; }
    public bool IsSessionsEnabled { get; set; }
    public bool IsBatched { get; set; }
    internal string QueueName { get; } = queueName;
}

/// <summary>Runs a function by a schedule of six fields, in UTC.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>Also when the host starts.</summary>
    public bool RunOnStartup { get; set; }
    internal string Schedule { get; } = schedule;
}

public class TimerInfo
{
    /// <summary>The run stands for others that were missed.</summary>
    public bool IsPastDue { get; set; }
}
