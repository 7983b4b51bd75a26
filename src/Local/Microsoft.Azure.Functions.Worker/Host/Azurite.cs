namespace Microsoft.Azure.Functions.Worker.Host;

/// <summary>
/// The storage of this machine, started when nothing answers. It outlives the app: killed, Azurite loses the seconds that it has
/// acknowledged and not yet saved, and tests of a crash kill the app.
/// </summary>
internal static class Azurite
{
    // Node starts it in a session of its own, on every system alike; the launcher ends at once.
    private const string Launcher = """
        const [log, ...args] = process.argv.slice(1);
        const out = require('fs').openSync(log, 'a');
        const azurite = require('child_process').spawn(process.execPath, args, { detached: true, stdio: ['ignore', out, out] });
        console.log(azurite.pid);
        azurite.unref();
        """;

    public static void Ensure(string? connectionString)
    {
        if (Ports(connectionString) is not var (blob, queue, table) || Answer(blob, table)) return;
        var root = PackageRoot() ?? throw new InvalidOperationException(
            "Nothing answers at AzureWebJobsStorage, and no node_modules/azurite was found to start it: run npm install.");
        var data = Path.GetFullPath(Environment.GetEnvironmentVariable("LOCAL_DATA") ?? Path.Combine(root, ".data"));
        Directory.CreateDirectory(data);
        using var alone = Alone(Path.Combine(data, "azurite.lock"));
        if (Answer(blob, table)) return;
        var log = Path.Combine(data, "azurite.log");
        var id = Launch(
            log, Path.Combine(root, "node_modules", "azurite", "dist", "src", "azurite.js"), "--silent", "--disableTelemetry",
            "--skipApiVersionCheck", "--blobPort", $"{blob}", "--queuePort", $"{queue}", "--tablePort", $"{table}",
            Environment.GetEnvironmentVariable("LOCAL_FORGETS") is null ? $"--location={data}" : "--inMemoryPersistence");
        File.WriteAllText(Path.Combine(data, "azurite.pid"), $"{id}");
        while (!Answer(blob, table))
        {
            if (Holder.StartOf(id) is null) throw new InvalidOperationException($"Azurite did not start; see {log}.");
            Thread.Sleep(50);
        }
    }

    // Two apps that start together start one Azurite: the file is locked until it answers, or its holder is gone.
    private static FileStream Alone(string path)
    {
        while (true)
        {
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) { Thread.Sleep(50); }
        }
    }

    private static int Launch(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("node", ["-e", Launcher, "--", .. arguments]) { RedirectStandardOutput = true };
            using var launcher = Process.Start(start)!;
            return int.Parse(launcher.StandardOutput.ReadToEnd());
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("Azurite needs Node.js, and 'node' could not be started.", exception);
        }
    }

    private static string? PackageRoot()
    {
        var starts = new DirectoryInfo?[] { new(AppContext.BaseDirectory), new(Directory.GetCurrentDirectory()) };
        return starts.SelectMany(Upwards).FirstOrDefault(at => Directory.Exists(Path.Combine(at, "node_modules", "azurite")));

        static IEnumerable<string> Upwards(DirectoryInfo? at) => at is null ? [] : Upwards(at.Parent).Prepend(at.FullName);
    }

    private static bool Answer(int blob, int table)
    {
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        return Array.Exists(listening, at => at.Port == blob) && Array.Exists(listening, at => at.Port == table);
    }

    // Null when the storage is not on this machine. The queue service is not used and may have any port (0).
    private static (int Blob, int Queue, int Table)? Ports(string? connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (parts.TryGetValue("UseDevelopmentStorage", out var development) && development is "true") return (10000, 10001, 10002);
        return Port("BlobEndpoint") is { } blob && Port("TableEndpoint") is { } table ? (blob, Port("QueueEndpoint") ?? 0, table) : null;

        int? Port(string name) =>
            parts.TryGetValue(name, out var value) && new Uri((string)value) is { IsLoopback: true } uri ? uri.Port : null;
    }
}
