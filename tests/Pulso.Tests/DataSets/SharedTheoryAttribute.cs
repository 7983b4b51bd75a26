namespace Pulso.Tests.DataSets;

/// <summary>A theory about the folder <c>shared/data</c> beside the repository; skipped where there is none, unless <c>REQUIRE_SHARED=1</c>.</summary>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (Folder() is null && Environment.GetEnvironmentVariable("REQUIRE_SHARED") != "1")
            Skip = "there is no shared/data beside the repository";
    }

    /// <summary>Where a file of the folder is: beside a folder that holds these tests.</summary>
    public static string PathOf(string file) =>
        Path.Combine(Folder() ?? throw new DirectoryNotFoundException("There is no shared/data beside the repository."), file);

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(path))
                return path;
        }
        return null;
    }
}
