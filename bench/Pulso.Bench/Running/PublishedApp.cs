namespace Pulso.Bench.Running;

/// <summary>The app as it is deployed, compiled ahead of time (ReadyToRun), with the local packages; in a folder that goes with it.</summary>
internal sealed class PublishedApp : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pulso-published-");

    private PublishedApp()
    {
    }

    public string Path => System.IO.Path.Combine(folder.FullName, "Pulso.Functions.dll");

    public static async Task<PublishedApp> MakeAsync(CancellationToken cancel)
    {
        var app = new PublishedApp();
        string[] args =
        [
            "publish", System.IO.Path.Combine(Repository.Root, "src", "Pulso.Functions"), "-c", Repository.Configuration, "-r", "linux-x64", "--no-self-contained",
            "-p:AzurePackages=local", "-o", app.folder.FullName,
        ];
        await using var publish = new Child("dotnet", args, new Dictionary<string, string>(), Repository.Root);
        await publish.EndAsync(cancel);
        return app;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
