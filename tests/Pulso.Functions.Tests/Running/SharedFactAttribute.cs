namespace Pulso.Functions.Tests.Running;

/// <summary>A fact about a file of the folder <c>shared</c> beside the repository; skipped where there is none, unless <c>REQUIRE_SHARED=1</c>.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string file)
    {
        if (PathOf(file) is null && Environment.GetEnvironmentVariable("REQUIRE_SHARED") != "1")
            Skip = $"there is no shared/{file} beside the repository";
    }

    /// <summary>Where the file is: beside a folder that holds these tests.</summary>
    public static string? PathOf(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", file);
            if (File.Exists(path))
                return path;
        }
        return null;
    }
}
