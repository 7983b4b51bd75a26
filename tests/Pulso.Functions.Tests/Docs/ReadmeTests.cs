using System.Text.RegularExpressions;
using Pulso.Acceptance.Running;
using Pulso.Kpis;

namespace Pulso.Functions.Tests.Docs;

/// <summary>The first page, in both languages, says what is.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string English = Text("README.md");
    private static readonly string Spanish = Text("README.es.md");

    [Fact]
    public void Both_languages_link_the_same_pages() => Assert.Equal(
        Links(English).Where(link => !link.Contains("images", StringComparison.Ordinal)).Except(["README.es.md"]).Order(),
        Links(Spanish).Where(link => !link.Contains("images", StringComparison.Ordinal)).Except(["README.md"]).Order());

    [Fact]
    public void Both_languages_have_the_same_commands() => Assert.Equal(Code(English), Code(Spanish));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_figure_is_named_and_made_as_the_catalogue_says(string readme)
    {
        var rows = Row().Matches(readme);

        Assert.NotEmpty(rows);
        foreach (Match row in rows)
        {
            var kpi = Catalogue.All.Single(kpi => kpi.FullId == row.Groups["id"].Value);
            Assert.Equal((kpi.Name.Es, kpi.Formula), (row.Groups["name"].Value, row.Groups["formula"].Value));
        }
        Assert.Contains($" {Catalogue.All.Count} ([", readme, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void It_can_be_read_at_one_sitting(string readme) => Assert.True(readme.Split('\n').Length < 200);

    public static TheoryData<string> Languages => [English, Spanish];

    private static string Text(string file) => File.ReadAllText(Checkout.PathOf(file));

    private static IEnumerable<string> Links(string readme) => Link().Matches(readme).Select(match => match.Groups[1].Value);

    // Commands and output; the picture of the flow is in words.
    private static IEnumerable<string> Code(string readme) =>
        Block().Matches(readme).Select(match => match.Value).Where(block => !block.Contains('►', StringComparison.Ordinal));

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| [^|]* \| `(?<id>[^`]+)` \| (?<name>[^|]+) \| `(?<formula>[^`]+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
