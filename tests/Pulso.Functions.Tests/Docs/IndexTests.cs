using System.Text.RegularExpressions;

namespace Pulso.Functions.Tests.Docs;

/// <summary>The index of the documentation, and the links between its pages.</summary>
public sealed partial class IndexTests
{
    private static readonly string[] Pages =
    [
        .. Directory.GetFiles(Path.Combine(Page.Root, "docs"), "*.md", SearchOption.AllDirectories), .. Directory.GetFiles(Page.Root, "*.md"),
    ];

    [Fact]
    public void Every_page_and_folder_is_in_the_index()
    {
        string index = File.ReadAllText(Path.Combine(Page.Root, "docs/README.md"));
        var there = Directory.GetFileSystemEntries(Path.Combine(Page.Root, "docs")).Select(Path.GetFileName).Where(name => name != "README.md");
        Assert.All(there, name => Assert.Contains($"({name})", index, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_to_a_file_leads_somewhere() => Assert.Empty(Pages.SelectMany(page => Link().Matches(File.ReadAllText(page))
        .Select(match => match.Groups[1].Value.Split('#')[0]).Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
        .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))).Select(target => $"{Path.GetFileName(page)}: {target}")));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
