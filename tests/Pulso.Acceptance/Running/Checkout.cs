namespace Pulso.Acceptance.Running;

/// <summary>The folder of the repository that the tests were built in, and the folder <c>shared</c> beside or above it.</summary>
internal static class Checkout
{
    public static readonly string Root = Up().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "Functions.sln")))
        ?? throw new DirectoryNotFoundException("The tests run outside the repository.");

    /// <summary>Null where there is none.</summary>
    public static readonly string? Shared =
        Up().Select(folder => Path.Combine(folder, "shared")).FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "data")));

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static IEnumerable<string> Up()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
