namespace Azure.Messaging.ServiceBus.Queue;

/// <summary>
/// The process that holds a session. The start time tells it from a later process with the same id: when it is gone its sessions are
/// free at once, as a broker frees them when the connection drops.
/// </summary>
internal sealed record Holder(int ProcessId, string Started)
{
    public static Holder Current { get; } = new(Environment.ProcessId, StartOf(Environment.ProcessId));

    public bool IsAlive => StartOf(ProcessId) is { } started && started == Started;

    /// <summary>Null when there is no such process.</summary>
    public static string StartOf(int processId)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return StartTicks(File.ReadAllText($"/proc/{processId}/stat"));
            using var process = Process.GetProcessById(processId);
            return process.StartTime.ToFileTimeUtc().ToString();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    // Process.StartTime is computed from the boot time and differs by a little between two observers; the ticks in /proc do not, and
    // they show a killed process that its parent has not collected yet (Z), which still has an id. See proc_pid_stat(5).
    private static string StartTicks(string stat) =>
        stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [not ("Z" or "X"), .. var fields] ? fields[18] : null;
}
