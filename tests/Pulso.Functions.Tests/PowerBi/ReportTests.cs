using System.Text.Json;
using Pulso.Acceptance.Running;

namespace Pulso.Functions.Tests.PowerBi;

/// <summary>The project's JSON as it lies in the repository, against the rules of its published schemas and against the model.</summary>
/// <remarks>The schemas are Microsoft's (github.com/microsoft/json-schemas, fabric); here is what they ask of the files there are.</remarks>
public sealed class ReportTests
{
    private const string Schemas = "https://developer.microsoft.com/json-schemas/fabric/";

    private static readonly string Folder = Checkout.PathOf("powerbi");

    // Of each kind of file: its schema, what it must have and what it may have.
    private static readonly (string Ends, string Schema, string Required, string Optional)[] Kinds =
    [
        ("Pulso.pbip", "pbip/pbipProperties/1.0.0/schema.json", "version artifacts", "settings"),
        ("definition.pbism", "item/semanticModel/definitionProperties/1.0.0/schema.json", "version", "settings"),
        ("definition.pbir", "item/report/definitionProperties/2.0.0/schema.json", "version datasetReference", ""),
        ("version.json", "item/report/definition/versionMetadata/1.0.0/schema.json", "version", ""),
        ("report.json", "item/report/definition/report/3.0.0/schema.json", "themeCollection",
            "filterConfig objects reportSource resourcePackages annotations settings slowDataSourceSettings"),
        ("pages.json", "item/report/definition/pagesMetadata/1.0.0/schema.json", "", "pageOrder activePageName"),
        ("page.json", "item/report/definition/page/2.0.0/schema.json", "name displayName displayOption",
            "height width filterConfig pageBinding objects type visibility visualInteractions annotations howCreated"),
        ("visual.json", "item/report/definition/visualContainer/2.1.0/schema.json", "name position visual", "parentGroupName filterConfig isHidden annotations howCreated"),
    ];

    private static IEnumerable<string> Files =>
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".tmdl", StringComparison.Ordinal));

    private static IEnumerable<(string File, JsonElement Json)> Visuals => Of("visual.json");

    [Fact]
    public void Every_file_names_its_schema_and_has_what_it_asks_for_and_nothing_else()
    {
        foreach (string file in Files)
        {
            var (_, schema, required, optional) = Kinds.Single(kind => Path.GetFileName(file) == kind.Ends);
            var json = Read(file);
            Assert.Equal(Schemas + schema, json.GetProperty("$schema").GetString());
            Has(file, json, "$schema " + required, optional);
        }
    }

    [Fact]
    public void The_project_leads_to_the_report_and_the_report_to_the_model()
    {
        string report = Only("Pulso.pbip").GetProperty("artifacts")[0].GetProperty("report").GetProperty("path").GetString()!;
        string model = Only("definition.pbir").GetProperty("datasetReference").GetProperty("byPath").GetProperty("path").GetString()!;
        Assert.True(File.Exists(Path.Combine(Folder, report, "definition.pbir")));
        Assert.True(File.Exists(Path.Combine(Folder, report, model, "definition.pbism")));
        Assert.Equal(("4.0", "4.0"), (Only("definition.pbir").GetProperty("version").GetString(), Only("definition.pbism").GetProperty("version").GetString()));
    }

    [Fact]
    public void Pages_lie_in_folders_of_their_names_in_the_order_of_the_list()
    {
        var pages = Of("page.json").ToDictionary(page => Path.GetFileName(Path.GetDirectoryName(page.File))!, page => page.Json);
        Assert.Equal(["health", "action"], Only("pages.json").GetProperty("pageOrder").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), pages.Values.Select(page => page.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(pages.Values, page => Assert.Contains(page.GetProperty("displayOption").GetString()!, new[] { "FitToPage", "FitToWidth", "ActualSize" }));
        Assert.True(pages.ContainsKey(Only("pages.json").GetProperty("activePageName").GetString()!));
    }

    [Fact]
    public void A_visual_has_a_place_on_its_page_that_no_other_takes()
    {
        foreach (var page in Visuals.GroupBy(visual => Path.GetFullPath(Path.Combine(visual.File, "../../.."))))
        {
            var size = Read(Path.Combine(page.Key, "page.json"));
            var places = page.Select(visual => Place(visual.File, visual.Json)).ToList();
            Assert.All(places, place => Assert.True(
                place.X >= 0 && place.Y >= 0 && place.X + place.Width <= size.GetProperty("width").GetDouble()
                    && place.Y + place.Height <= size.GetProperty("height").GetDouble(), $"{place} lies outside"));
            foreach (var (one, other) in places.SelectMany((one, i) => places.Skip(i + 1).Select(other => (one, other))))
            {
                Assert.True(
                    one.X + one.Width <= other.X || other.X + other.Width <= one.X || one.Y + one.Height <= other.Y || other.Y + other.Height <= one.Y,
                    $"{one} and {other} overlap");
            }
        }
    }

    [Fact]
    public void A_visual_follows_the_rules_of_its_schema()
    {
        foreach (var (file, json) in Visuals)
        {
            Assert.Equal(Path.GetFileName(Path.GetDirectoryName(file)), json.GetProperty("name").GetString());
            Assert.True(json.GetProperty("name").GetString()!.Length <= 50);
            var visual = json.GetProperty("visual");
            Has(file, visual, "visualType", "query objects visualContainerObjects drillFilterOtherVisuals autoSelectVisualType expansionStates syncGroup");
            Has(file, visual.GetProperty("query"), "queryState", "sortDefinition options isDrillDisabled");
            foreach (var projection in visual.GetProperty("query").GetProperty("queryState").EnumerateObject()
                .SelectMany(role => role.Value.GetProperty("projections").EnumerateArray()))
                Has(file, projection, "field queryRef", "nativeQueryRef displayName format active hidden");
        }
    }

    [Fact]
    public void Every_field_of_a_visual_or_filter_exists_in_the_model()
    {
        var columns = ModelText.Tables.SelectMany(table => table.Of("column").Select(column => (table.Name, column.Name))).ToHashSet();
        var measures = ModelText.Tables.SelectMany(table => table.Of("measure").Select(measure => (table.Name, measure.Name))).ToHashSet();
        var fields = Files.SelectMany(file => Fields(Read(file))).ToList();
        Assert.NotEmpty(fields);
        Assert.All(fields, field => Assert.Contains((field.Table, field.Name), field.Kind == "Measure" ? measures : columns));
    }

    [Fact]
    public void The_health_page_has_the_seven_cards_and_shows_inbound_contacts()
    {
        var cards = Visuals.Where(visual => visual.Json.GetProperty("visual").GetProperty("visualType").GetString() == "kpi")
            .SelectMany(visual => Fields(visual.Json.GetProperty("visual").GetProperty("query").GetProperty("queryState").GetProperty("Indicator"))).Select(field => field.Name);
        Assert.Equal(
            ["Abandonment", "Average handle time", "Average speed of answer", "Cost per contact", "First contact resolution", "Satisfaction", "Service level"],
            cards.Select(name => name == "Queue abandonment" ? "Abandonment" : name).Order(StringComparer.Ordinal));
        Assert.Contains("'inbound'", Only("report.json").GetProperty("filterConfig").GetRawText(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Kind, string Table, string Name)> Fields(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return json.EnumerateArray().SelectMany(Fields);
        if (json.ValueKind != JsonValueKind.Object)
            return [];
        return json.EnumerateObject().SelectMany(property => property.Name is "Measure" or "Column"
                && property.Value.GetProperty("Expression").GetProperty("SourceRef").TryGetProperty("Entity", out var table)
            ? [(property.Name, table.GetString()!, property.Value.GetProperty("Property").GetString()!)]
            : Fields(property.Value));
    }

    private static (string File, double X, double Y, double Width, double Height) Place(string file, JsonElement visual)
    {
        var place = visual.GetProperty("position");
        Has(file, place, "x y height width", "z tabOrder angle");
        double Of(string name) => place.GetProperty(name).GetDouble();
        return (Path.GetFileName(Path.GetDirectoryName(file))!, Of("x"), Of("y"), Of("width"), Of("height"));
    }

    private static void Has(string file, JsonElement json, string required, string optional)
    {
        var names = json.EnumerateObject().Select(property => property.Name).ToList();
        string[] needed = required.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(!needed.Except(names).Any(), $"{file} lacks {string.Join(", ", needed.Except(names))}");
        Assert.True(!names.Except(needed).Except(optional.Split(' ')).Any(), $"{file}: {string.Join(", ", names.Except(needed).Except(optional.Split(' ')))}");
    }

    private static IEnumerable<(string File, JsonElement Json)> Of(string name) => Files.Where(file => Path.GetFileName(file) == name).Select(file => (file, Read(file)));

    private static JsonElement Only(string name) => Of(name).Single().Json;

    private static JsonElement Read(string file) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file));
}
