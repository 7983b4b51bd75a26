using Pulso.Acceptance.Running;
using Pulso.Functions.Tests.PowerBi;

namespace Pulso.Functions.Tests.Docs;

/// <summary>The project in <c>powerbi/</c> is what the tables and the catalogue make it; <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
public sealed class PowerBiTests
{
    [Fact]
    public void The_project_is_that_of_the_exported_tables_and_the_catalogue()
    {
        var files = ModelFiles.All().Concat(ReportFiles.All()).ToList();
        if (Golden.IsWritten && Directory.Exists(Checkout.PathOf("powerbi")))
            Directory.Delete(Checkout.PathOf("powerbi"), recursive: true);
        foreach (var (path, lines) in files)
            Golden.Holds(path, lines);
        Assert.Equal(
            files.Select(file => file.Path).Order(StringComparer.Ordinal),
            Directory.GetFiles(Checkout.PathOf("powerbi"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }
}
