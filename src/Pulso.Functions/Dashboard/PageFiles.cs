using System.Collections.Frozen;

namespace Pulso.Functions.Dashboard;

/// <summary>The dashboard's files as they lie beside the app: only these paths, and only these types.</summary>
public sealed class PageFiles
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly FrozenDictionary<string, PageFile> files = Read(Path.Combine(AppContext.BaseDirectory, "wwwroot")).ToFrozenDictionary(file => file.Path);

    /// <param name="path">As in the address, with slashes.</param>
    public PageFile? Find(string? path) => path is null ? null : files.GetValueOrDefault(path);

    private static IEnumerable<PageFile> Read(string folder) =>
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        let type = Types.GetValueOrDefault(Path.GetExtension(path))
        where type is not null
        select new PageFile(Path.GetRelativePath(folder, path).Replace('\\', '/'), type, File.ReadAllBytes(path));
}

/// <summary>One file of the page.</summary>
public sealed record PageFile(string Path, string Type, byte[] Bytes);
