using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.Docs;

/// <summary>The links between the pages of the documentation.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Pages =
    [
        .. Directory.GetFiles(Checkout.PathOf("docs"), "*.md", SearchOption.AllDirectories), .. Directory.GetFiles(Checkout.Root, "*.md"),
    ];

    [Fact]
    public void Every_link_to_a_file_leads_somewhere() => Assert.Empty(Pages.SelectMany(page => Link().Matches(File.ReadAllText(page))
        .Select(match => match.Groups[1].Value.Split('#')[0]).Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
        .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))).Select(target => $"{Path.GetFileName(page)}: {target}")));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
