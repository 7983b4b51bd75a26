using Pulso.Acceptance.Running;
using Pulso.Functions.Vendors;

namespace Pulso.Functions.Tests.Docs;

/// <summary>A vendor is a folder, a line and a page: none without the others.</summary>
public sealed class VendorPagesTests
{
    private static readonly string[] Headings = ["## Set it up", "## What becomes of it", "## What it does not tell"];

    [Fact]
    public void Every_vendor_has_its_page_and_every_page_its_vendor() => Assert.Equal(
        VendorList.All.Select(vendor => vendor.Id).Order(StringComparer.Ordinal),
        Directory.GetFiles(Checkout.PathOf("docs/vendors"), "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_vendors_folder_is_registered() => Assert.Equal(
        Folders("Channels").Concat(Folders("Surveys")).Order(StringComparer.Ordinal),
        VendorList.All.Select(vendor => vendor.Translate.Method.DeclaringType!.Namespace!.Split('.')[^1]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_page_says_how_to_set_it_up_and_what_is_mapped_and_what_is_not_told()
    {
        foreach (var vendor in VendorList.All)
        {
            string page = File.ReadAllText(Checkout.PathOf($"docs/vendors/{vendor.Id}.md"));
            Assert.All(Headings, heading => Assert.Contains($"\n{heading}\n", page, StringComparison.Ordinal));
            Assert.Contains($"\"vendor\": \"{vendor.Id}\"", page, StringComparison.Ordinal);
            Assert.Contains($"/api/{{tenant}}/{(vendor.Kind == VendorKind.Channel ? "channels" : "surveys")}/", page, StringComparison.Ordinal);
            Assert.All(vendor.Settings, setting => Assert.Contains($"`{setting}`", page, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_list_of_vendors_in_the_README_is_whole()
    {
        string readme = File.ReadAllText(Checkout.PathOf("README.md"));

        Assert.All(VendorList.All, vendor => Assert.Contains($"(docs/vendors/{vendor.Id}.md)", readme, StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Folders(string kind) =>
        Directory.GetDirectories(Checkout.PathOf($"src/Pulso.Functions/{kind}")).Select(Path.GetFileName);
}
