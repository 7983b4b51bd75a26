namespace Pulso.Acceptance.Running;

/// <summary>A fact about files of the folder <c>shared</c> beside the repository; skipped where there is none, unless <c>REQUIRE_SHARED=1</c>.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Reason;

    /// <summary>Why these tests are skipped; null where they are not.</summary>
    public static string? Reason =>
        Folder() is null && Environment.GetEnvironmentVariable("REQUIRE_SHARED") != "1" ? "there is no folder shared beside the repository" : null;

    public static string PathOf(string file) =>
        Path.Combine(Folder() ?? throw new DirectoryNotFoundException("There is no folder shared beside the repository."), file);

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(path, "data")))
                return path;
        }
        return null;
    }
}

/// <summary>The same for a theory.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = SharedFactAttribute.Reason;
}
