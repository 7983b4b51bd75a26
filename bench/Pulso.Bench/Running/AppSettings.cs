using Microsoft.Extensions.Configuration;
using Pulso.Functions;

namespace Pulso.Bench.Running;

/// <summary>The settings of the app under measurement: the defaults, on a storage of its own; no sender is slowed down.</summary>
internal static class AppSettings
{
    public const string AdminKey = "local-admin-key-change-me";

    public static Dictionary<string, string> On(Storage storage) => new(Fixed)
    {
        ["AzureWebJobsStorage"] = storage.ConnectionString,
        ["ServiceBus"] = $"Endpoint=sb://local/;Path={storage.QueueFile};LockSeconds=300",
    };

    private static Dictionary<string, string> Fixed { get; } = new()
    {
        ["Pulso__Queue"] = "events",
        ["Pulso__AdminKey"] = AdminKey,
        ["Pulso__RequestsPerSecond"] = "100000",
        ["Pulso__PseudonymKey"] = "bG9jYWwgZGV2ZWxvcG1lbnQga2V5LCBuZXZlciBmb3IgcHJvZHVjdGlvbiE=",
    };

    /// <summary>What the app decides from them.</summary>
    public static Deployment Deployment { get; } = Deployment.Read(Configuration(Fixed));

    /// <summary>The same settings as the app's own configuration has them.</summary>
    public static IConfiguration Configuration(Dictionary<string, string> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(item => item.Key.Replace("__", ":", StringComparison.Ordinal), item => (string?)item.Value))
        .Build();
}
