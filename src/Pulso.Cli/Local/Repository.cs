namespace Pulso.Cli.Local;

/// <summary>The root of the repository that this program was built in, or is run in.</summary>
internal sealed record Repository(string Root)
{
    private static readonly string[] Landmarks = ["Functions.sln", "package.json"];

    public string Sample(string name) => Path.Combine(Root, "samples", name);

    /// <exception cref="Failure">Neither above the program nor above the current directory.</exception>
    public static Repository Find() =>
        Above(AppContext.BaseDirectory) ?? Above(Directory.GetCurrentDirectory())
        ?? throw new Failure("The repository was not found: run this inside it.");

    private static Repository? Above(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            if (Landmarks.Any(name => File.Exists(Path.Combine(at.FullName, name))))
                return new Repository(at.FullName);
        }
        return null;
    }
}
