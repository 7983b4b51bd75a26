namespace Pulso.Functions.Tests.Docs;

/// <summary>A generated page and its checked-in text.</summary>
internal static class Page
{
    /// <summary>The folder of the repository.</summary>
    public static readonly string Root = Find();

    public static void Holds(string path, IEnumerable<string> lines)
    {
        string file = Path.Combine(Root, path);
        string text = string.Join('\n', lines) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.Equal(text, File.ReadAllText(file));
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder.FullName;
    }
}
